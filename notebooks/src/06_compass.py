# %% [markdown]
"""
# 6 · 罗盘 · Compass

“卡塔尔实行 360 度外交政策。”里德尔的这句话是一个比喻。比喻能不能变成一个可以计算、可以核对、也可以反驳的量？这一课给出一个定义，把它画成罗盘，然后尽力去推翻它。

“Qatar has a 360-degree foreign policy,” says Riedel in the article. That is a metaphor. Can a metaphor become a quantity that one can compute, check and contradict? This lesson gives a definition, draws it as a compass, and then does its best to overturn it.

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 一个行为体是否面向各方？凭什么这样说？ | Is an actor turned to all sides, and on what evidence? |
| **目标 Goals** | 会解释 D360 的四个部分；会读罗盘图；会用逐句剔除和自助法问“有多可靠”；会说清一篇文章的界限 | Explain the four parts of D360; read the compass; ask with leave-one-out and bootstrap how far it holds; state the limits of one article |
| **难度 Difficulty** | ★★★ | ★★★ |
| **时间 Time** | 60 分钟 | 60 minutes |
| **需要 Needs** | [第 5 课](05_stance.ipynb) | [Lesson 5](05_stance.ipynb) |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；参考编码在 `data/gold/`；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; reference coding in `data/gold/`; the code is MIT |
"""

# %%
import pandas as pd

import waijiao as wj
from waijiao.plots import render_evidence, render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
FOCAL = None  # 例如 · for example "QAT"; None：记录最多的 · the actor with most records
study = wj.analyze(wj.read_corpus(SOURCE), focal=FOCAL)

# %% [markdown]
"""
## 6.1 先看结果 · Result first

中心是所研究的行为体，周围按阵营排列它的伙伴。离中心越远，记录越多；颜色和符号是净立场；实心点有接触渠道，空心点没有；小数字是记录条数。两个伙伴之间的线表示文中说他们敌对：实线，中心与双方都有渠道；虚线，没有。

The actor in question is the hub; its partners stand around it by camp. The farther out, the more was recorded; colour and sign give the net stance; a filled dot has a channel of contact, a hollow one has none; the small number counts records. A line between two partners says that the text has them in hostility: unbroken where the hub has a channel to both, dotted where not.
"""

# %%
compass, focal = study.compass, study.focal
wj.plot_compass(compass, labels="both") if compass else "没有事件，画不出罗盘 · no events, no compass"

# %% [markdown]
"""
每个点、每条线都可以展开成句子。先是中心行为体的所有记录：

Every dot and every line opens into sentences. First all records of the hub:
"""

# %%
mine = study.events[(study.events["source"] == focal) | (study.events["target"] == focal)]
render_evidence(study.sentences, mine, fold="中心行为体的记录 · records of the actor in the middle")

# %%
chords = compass.chords if compass else pd.DataFrame({"evidence": []}, dtype=str)
behind = study.events["sent_id"].isin(" ".join(chords["evidence"]).split())
hostile = study.events[behind & (study.events["polarity"] < 0)]
render_evidence(study.sentences, hostile, fold="敌对线背后的句子 · the sentences behind the lines of hostility")

# %% [markdown]
"""
## 6.2 读文章 · Read the article
"""

# %%
render_evidence(study.sentences, study.events, fold="有事件的句子，线索词已标出 · sentences with events, cues marked")

# %% [markdown]
"""
## 6.3 定义 · The definition

面向各方的外交，应当做到四件事。D360 是四者的几何平均：`D360 = (O × E × R × A)^¼`。

A diplomacy that faces all sides should do four things. D360 is the geometric mean of the four: `D360 = (O × E × R × A)^¼`.

| | 中文 | English |
|:--|:--|:--|
| **O** 开放 openness | 与各方都有渠道：每个伙伴的渠道 c = K ÷ (K + 1)，K 是意味着接触的合作的分量；对所有其他行为体求平均 | Channels to everybody: c = K ÷ (K + 1) for each partner, K the weight of cooperation that implies contact; the mean over all other actors |
| **E** 跨阵营均衡 camp evenness | 合作不集中在一个阵营：各阵营所占份额的熵，除以最大值 | Cooperation not spent on one camp: the entropy of the camps' shares, divided by its maximum |
| **R** 跨越敌对 bridging | 与相互敌对的双方都有渠道：对每一对取较弱的那条渠道，按敌意加权平均 | Channels to both ends of hostile pairs: the weaker of the two channels, averaged over the pairs by their hostility |
| **A** 自身友善 amity | 自己的往来里，合作多于冲突：合作所占的份额 | More cooperation than conflict of one's own: the share of cooperation |

用几何平均，因为一项为零就不能用别的补偿：只与一个阵营的人往来（R = 0），来往再多也不是 360 度。**渠道和立场是两回事**：可以与反对的一方保持渠道；赞扬一个人，不等于与他有接触。

The mean is geometric, because one part that is nought must not be made good by the others: whoever deals with one bloc only (R = 0) is not 360-degree, however much it deals. **Channel and stance are two things**: one can keep a channel to somebody one rejects, and praise is no contact.
"""

# %%
COLUMNS = ["actor", "camp", "records", "cooperation", "conflict", "contact", "channel", "stance"]
partners = compass.partners if compass else pd.DataFrame(columns=COLUMNS)
render_table(partners[COLUMNS])

# %% [markdown]
"""
开放是 `channel` 一列的平均，亲手核对：

Openness is the mean of the column `channel`. Check it by hand:
"""

# %%
if compass:
    print(f"{partners['channel'].sum():.3f} ÷ {len(partners)} = {partners['channel'].mean():.3f}")
    print(f"openness = {compass.measures['openness']:.3f}")
    print("行为体范围 · actors considered:", " ".join(compass.universe))

# %% [markdown]
"""
**行为体范围是结果的一部分。** 平均是对它求的：多编出一个无关的国家，开放就下降。敌对的各对：

**The set of actors is part of the result**, since the mean is taken over it: one irrelevant state more, and openness falls. The hostile pairs:
"""

# %%
render_table(chords.drop(columns="evidence"))

# %% [markdown]
"""
## 6.4 自己的编码与参考编码 · Our coding beside the reference coding

左列由我们的规则编码得出，右列由参考编码得出（编码者是按书面规则阅读的大型语言模型，不是人）。两列的差别，不在公式，而在编码：漏掉一次斡旋，多编一个国家，罗盘就会改变。

The left column rests on our rules, the right on the reference coding (whose coders are large language models reading under written rules, not humans). The difference is none of formula, all of coding: miss one mediation, code one state too many, and the compass turns.
"""

# %%
gold = wj.read_gold()
is_case_study = gold.sentences["text"].isin(study.sentences["text"]).mean() > 0.9
reference = None
if is_case_study and focal in set(gold.records()["source"]):
    reference = wj.measure_compass(gold.records(), focal, mediations=gold.mediations)

# %%
MEASURES = {
    "d360": "360° 指数 index",
    "openness": "O 开放 openness",
    "camp_evenness": "E 跨阵营均衡 camp evenness",
    "bridging": "R 跨越敌对 bridging",
    "amity": "A 自身友善 amity",
    "breadth": "有效伙伴数 breadth",
    "mediation": "有据可查的斡旋 documented mediation",
}
COUNTS = {
    "records": "记录 records",
    "channels": "渠道 channels",
    "hostile_pairs": "敌对者对 hostile pairs",
    "bridged": "其中跨越的 bridged",
}
measured = {name: each.measures for name, each in {"own": compass, "reference": reference}.items() if each}
table = pd.DataFrame(
    {"measure": MEASURES.values()} | {name: [m[key] for key in MEASURES] for name, m in measured.items()}
)
render_table(table)

# %%
table = pd.DataFrame(
    {"count": COUNTS.values()} | {name: [int(m[key]) for key in COUNTS] for name, m in measured.items()}
)
render_table(table)

# %% [markdown]
"""
数值高不等于编码好：漏掉一个没有渠道的行为体，开放就会偏高；漏掉一对连不上的敌对者，跨越敌对也会偏高。

A higher value is no better coding: miss an actor without a channel, and openness comes out too high; miss a hostile pair that is not bridged, and so does bridging.

**参考编码的罗盘 · The compass of the reference coding**
"""

# %%
wj.plot_compass(reference, labels="both") if reference else "只有案例文章有参考编码 · only the case study has one"

# %% [markdown]
"""
参考编码背后的句子：

The sentences behind the reference coding:
"""

# %%
records = gold.records() if reference else study.events
mine = records[(records["source"] == focal) | (records["target"] == focal)]
render_evidence(study.sentences, mine, fold="以上罗盘背后的句子 · the sentences behind this compass")

# %% [markdown]
"""
两个行为体之间的差别，可以逐项分解：对数尺度上，四个部分的差相加，正好等于 D360 的差。下面比较参考编码里的中心行为体和另一个记录最多的行为体（没有参考编码时，用自己的编码）。

A gap between two actors can be taken apart exactly: on the scale of logarithms the four parts' gaps add up to the gap of D360. Here the hub is compared with the other actor of most records, in the reference coding (or in our own, where there is none).
"""

# %%
counts = pd.concat([records["source"], records["target"]]).value_counts().sort_index()
others = counts.drop(focal, errors="ignore").sort_values(ascending=False, kind="stable").index
gap = pd.DataFrame()
if len(others):
    gap = wj.decompose_compass(wj.measure_compass(records, focal), wj.measure_compass(records, others[0]))
    gap = gap.rename(columns={"one": focal, "other": others[0]})
render_table(gap)

# %% [markdown]
"""
## 6.5 有多可靠 · How far it can be trusted

**逐句剔除。** 每次拿掉一句话再算一遍。哪一句最要紧？

**Leave one sentence out.** Compute it again without each sentence in turn. Which one matters most?
"""

# %%
from waijiao.compass import score_bootstrap, score_influence

influence = pd.DataFrame(columns=["sent_id", "value", "change"])
if compass:
    influence = score_influence(study.events, focal)
render_table(influence.merge(study.sentences[["sent_id", "text"]], on="sent_id"), n=6, digits=3)

# %% [markdown]
"""
**所有检验一览。** 贝叶斯自助法给每句话随机的权重；稀释法把记录减到与别的行为体一样多；置换检验把渠道随机分给别的行为体，看“跨越敌对”是否只是偶然。这些区间都只在这一篇文章之内有意义。

**All checks at once.** The Bayesian bootstrap gives sentences random weights; rarefaction cuts the records down to as many as others have; the permutation deals out the channels at random, to see whether bridging is chance. All these intervals hold within this article only.
"""

# %%
against = [actor for actor in study.comparison["actor"] if actor != focal]
checks = pd.DataFrame()
if compass:
    checks = wj.score_compass_uncertainty(study.events, focal, against=against)
render_table(checks, digits=3)

# %% [markdown]
"""
**与别的行为体相比。** 记录多的，数值容易高。所以看名次，并且看 `records`：

**Beside other actors.** Many records make for high values. So read ranks, and read `records` with them:
"""

# %%
BESIDE = ["rank", "actor", "d360", "openness", "camp_evenness", "bridging", "amity", "records"]
render_table(study.comparison[BESIDE].astype({"records": int}))

# %%
ranks = pd.DataFrame()
if against:
    ranks = score_bootstrap(study.events, [focal, *against], draws=500).drop(columns=["median", "units", "scope"])
render_table(ranks)

# %% [markdown]
"""
`first` 是这个行为体在多少次抽取中排第一。名次若稳，可以说“在这篇文章里”它最面向各方；不可以说“在世界上”。

`first` is the share of draws in which an actor comes out first. If that is stable, one may say that *in this article* it faces most sides; one may not say *in the world*.

## 6.6 既有关系 · Standing ties

事件是变化；办事处、驻军、承认、条约、共有的气田、生效中的制裁是**状态**：没有人报道，它们也在。所以它们另成一表（`data/ties.csv`，一条一行，有起止、有出处），放在事件旁边，不计入罗盘的任何数值。下图是中心行为体与文中各方的关系，已终止的也在内；虚线是文章的日期，不详时是网页的抓取日，文章不会更晚。

Events are changes. An office, a base, a recognition, a treaty, a shared gas field, sanctions in force are **states**: they stand though nobody reports them. So they have a table of their own (`data/ties.csv`, one a line, with its dates and source), lie beside the events, and enter no number of the compass. The figure shows the hub's ties with the actors of the text, past ones too; the dashed line is the date of the text or, where none is known, the day of the crawl, for no text is later.
"""

# %%
from waijiao.summary import find_span

ties = study.ties
named = compass.universe if compass else ()
ours = (ties["actor_a"] == focal) | (ties["actor_b"] == focal)
mine = ties[ours & ties["actor_a"].isin(named) & ties["actor_b"].isin(named)]
day = find_span(study.documents).last or None
wj.plot_ties(mine, focal=focal, on=day, labels="both") if len(mine) else "表中没有 · none in the table"

# %% [markdown]
"""
**文中所说与既有关系方向一致吗？** `same way` 一致，`other way` 相反，`mixed` 其中一方面有正有负，`ties only` 文中没有记录，`records only` 表中没有关系。相反并不是错误：断交多年的两国也会谈判，盟友也会争吵。表只是选录，`records only` 也就不是发现。

**Do text and ties point the same way?** `other way` is no error: states without relations negotiate, allies quarrel. The table is a selection, so `records only` is no discovery.
"""

# %%
PAIR = ["actor_a", "actor_b", "ties_coop", "ties_conf", "records", "coop", "conf", "verdict"]
render_table(study.tie_comparison[PAIR])

# %% [markdown]
"""
同一个罗盘，名称下面加上方块：蓝色 + 是合作性的关系，红色 − 是对抗性的，数字是条数。点和线都没有动。

The same compass with squares under the names: blue + for cooperative ties, vermilion − for adverse ones, and how many. No dot and no line has moved.
"""

# %%
wj.plot_compass(compass, ties=ties[ties["stands"]], labels="both") if compass else "没有罗盘 · no compass"

# %% [markdown]
"""
## 6.7 界限 · Caveats
"""

# %%
for caveat in compass.caveats if compass else ():
    print("·", caveat)

# %% [markdown]
"""
**一篇关于卡塔尔的文章能说明什么？** 它能说明：文中所写的卡塔尔，与几方都有渠道，其中包括彼此敌对的各方；每一句依据都可以查；结论对个别句子有多敏感。

**它不能说明什么？** 卡塔尔是否比别国更“360 度”：文章选了卡塔尔作主角，别的国家只在与它有关时出场。卡塔尔政府的意图：文中只有记者和受访者的话。2023 年秋天以外的时候。以及，机器翻译之前原文究竟怎样写。

**What can one article about Qatar show?** That the Qatar it describes has channels to several sides, some of them hostile to each other; on which sentences this rests; and how much it hangs on single ones.

**What can it not show?** Whether Qatar is more “360-degree” than others: the article chose its hero, and others appear only where they have to do with it. What Qatar's government intends: there are only the words of a reporter and of those interviewed. Any time but the autumn of 2023. And how the original read before it was machine-translated.

## 6.8 想一想 · Think

1. 换一种阵营划分（`camps="own"`，每个行为体自成一营），D360 会怎样？阵营是谁划的？<br>With other camps (`camps="own"`, everybody a camp of its own), what happens to D360? Who drew the camps?
2. 接待哈马斯的政治领导人，在这里算作渠道。这个比喻里，“渠道”是中性的吗？<br>Hosting Hamas' political leaders counts as a channel here. Is “channel” a neutral word in this metaphor?
3. R = 0 应读作“没有跨越敌对的证据”，为什么不能读作“没有跨越敌对”？<br>R = 0 reads “no evidence of bridging”. Why not “no bridging”?
4. 要检验“卡塔尔特别”这个命题，需要什么样的语料库？<br>What corpus would it take to test that Qatar is special?
5. 6.6 的表中，哪一对所说与既有关系方向相反？读一读那些句子：谁该改口，文章还是表？还是谁都不必？<br>In the table of 6.6, which pair points the other way? Read its sentences: who should give way, the text or the table, or neither?

## 6.9 练习 · Exercises

**练习 1 · Exercise 1.** 让每个行为体自成一营，再算一遍。 Let every actor be a camp of its own.

<details><summary>答案 · Solution</summary>

```python
if compass:
    alone = wj.measure_compass(study.events, focal, camps="own")
    print(f"{compass.measures['d360']:.2f} → {alone.measures['d360']:.2f}")
```

阵营文件是分析者的判断（`data/camps.csv`），应当随结果公布。
The camps are the analyst's judgement (`data/camps.csv`); publish them with the result.

</details>

**练习 2 · Exercise 2.** 不计被引述的话，指数变化多少？ Leave out reported speech: how much does the index change?

<details><summary>答案 · Solution</summary>

```python
narrated = study.events[study.events["claimed_by"] == ""]
if focal in set(narrated["source"]) | set(narrated["target"]):
    print(f"{wj.measure_compass(narrated, focal).measures['d360']:.2f}")
```

</details>

**练习 3 · Exercise 3.** 找出文中明言的斡旋，与罗盘里的“跨越敌对”相比。 Find the mediations that the text states, and compare them with bridging.

<details><summary>答案 · Solution</summary>

```python
render_table(wj.find_mediations(study.events))
render_table(gold.mediations[["sent_id", "broker", "party_a", "party_b", "explicit"]])
```

有渠道（R）不等于有斡旋（M）：前者是可能，后者是行动。所以两个数总要放在一起公布。
A channel to both (R) is no mediation (M): the one is a possibility, the other an act. So the two are always printed together.

</details>

## 6.10 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，再选“Run → Run All Cells”。`FOCAL` 为 `None` 时，取记录最多的行为体。请先检查 `data/camps.csv`：里面没有的行为体，会各成一营。

Change `SOURCE` in the first cell and choose “Run → Run All Cells”. With `FOCAL = None` the actor with most records is taken. Look at `data/camps.csv` first: actors that it does not name count as camps of their own.

## 6.11 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 360 度外交 | 360-degree diplomacy | 与各方保持渠道、跨越阵营和敌对，自身少有敌意 · channels to all sides, across camps and hostilities, little hostility of one's own |
| 渠道 | channel | 意味着双方有接触的行为 · an act that implies contact |
| 阵营 | camp | 分析者划定的一组行为体 · actors that the analyst groups together |
| 敌对者对 | hostile pair | 文中至少有一次冲突的两个行为体 · two actors with an act of conflict between them |
| 既有关系 | standing tie | 持续存在的状态，有起止、有出处，不是事件 · a state that lasts, dated and cited, no event |
| 斡旋 | mediation | 第三方把双方拉到一起 · a third party brings two together |
| 几何平均 | geometric mean | 一项为零，整体为零 · nought if one part is nought |
| 逐句剔除 | leave-one-out | 每次去掉一句再算 · compute again without each sentence |
| 自助法 | bootstrap | 用随机权重看结果的摇摆 · random weights show how a result sways |

**上一课 · Previous:** [5 · 立场 · Stance](05_stance.ipynb) — **回到开头 · Back to:** [1 · 读文章 · Reading](01_reading.ipynb)
"""
