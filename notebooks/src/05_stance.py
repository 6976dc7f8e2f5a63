# %% [markdown]
"""
# 5 · 立场 · Stance

“美国感谢卡塔尔的援助”：谁对谁做了什么？是事实、打算，还是假设？这话是谁说的？这一课把句子写成有方向、有正负、有出处的事件，再把事件汇成关系。

“The United States thanks Qatar for its help”: who does what to whom? As a fact, an intention, a supposition? And who says so? This lesson writes sentences down as events with direction, sign and source, and gathers events into relations.

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 文中谁对谁友好，谁对谁敌对，据谁所说？ | Who is friendly or hostile to whom in the text, according to whom? |
| **目标 Goals** | 会读一条事件编码并说出它的理由；分清叙述者与被引述者；会读立场矩阵；会衡量编码与参考编码的一致程度 | Read a coded event and say why it was coded; tell the narrator from those quoted; read a stance matrix; measure how far a coding agrees with a reference |
| **难度 Difficulty** | ★★★ | ★★★ |
| **时间 Time** | 60 分钟 | 60 minutes |
| **需要 Needs** | [第 3 课](03_actors.ipynb) | [Lesson 3](03_actors.ipynb) |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；参考编码在 `data/gold/`；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; reference coding in `data/gold/`; the code is MIT |
"""

# %%
import pandas as pd

import waijiao as wj
from waijiao.plots import render_evidence, render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
study = wj.analyze(wj.read_corpus(SOURCE))  # 包括前几课的全部步骤 · with all steps of the earlier lessons

# %% [markdown]
"""
## 5.1 先看结果 · Result first

行是行事者，列是对象；颜色和符号表示净立场，小字是记录条数；斜线格记录太少，不下结论。

Rows act, columns are acted upon. Colour and sign give the net stance, the small number its records; hatched cells have too few records for a stance.
"""

# %%
events, relations = study.events, study.relations
wj.plot_stance(relations, labels="both") if len(relations) else "没有编码到事件 · no events were coded"

# %% [markdown]
"""
格子里的数字可以展开成句子。记录最多的一对关系：

Every cell opens into sentences. Here is the relation with most records:
"""

# %%
strongest = relations.sort_values(["counted", "source", "target"], ascending=[False, True, True]).head(1)
acts = events.merge(strongest[["source", "target"]], on=["source", "target"])
render_evidence(study.sentences, acts, fold="记录最多的关系：原句 · the relation with most records: its sentences")

# %% [markdown]
"""
每条关系也有一句平实的话。不足三条记录的，只说“证据不足”：

Each relation also comes as a plain sentence. With fewer than three records it says no more than “insufficient evidence”:
"""

# %%
telling = relations.sort_values(["counted", "source", "target"], ascending=[False, True, True])
plain = [wj.render_relation(row, "both") for row in telling.head(6).to_dict("records")]
render_table(pd.DataFrame({"relation": plain}))

# %% [markdown]
"""
## 5.2 读文章 · Read the article
"""

# %%
render_evidence(study.sentences, events, fold="有事件的句子，线索词已标出 · sentences with events, cues marked")

# %% [markdown]
"""
## 5.3 事件：谁对谁做了什么 · Events: who does what to whom

每条事件有行事者、对象、类别（共 17 类，见 `data/codebook.toml`）、情态、线索词和规则编号。类别和评分取自 PLOVER；`MEDIATE`（斡旋）是我们加的。`mutual` 表示双向：会谈是两个方向的两条记录，同属一个行为。

Each event has a source, a target, a category (17 of them, see `data/codebook.toml`), a modality, a cue and the id of its rule. Categories and scores are those of PLOVER; `MEDIATE` is our addition. `mutual` acts run both ways: talks are two records, one in each direction, of a single act.
"""

# %%
render_table(events[["sent_id", "source", "category", "target", "modality", "mutual", "cue"]], n=15, labels="zh")

# %% [markdown]
"""
**为什么这样编码？** `explain_event` 说出句子、线索词【】、句式和词典里的那一行。任何一条都可以这样追问；不同意，就去改那一行。

**Why was it coded so?** `explain_event` names the sentence, the cue 【】, the construction and the line of the lexicon. Ask it of any event; if you disagree, that line is the one to change.
"""

# %%
for polarity in (1, -1):
    for event_id in events.loc[events["polarity"] == polarity, "event_id"].head(1):
        print(wj.explain_event(events, event_id), end="\n\n")

# %% [markdown]
"""
## 5.4 情态：发生了，还是只是说说 · Modality: done, or only spoken of

“将”“可能”“如果”“没有”改变一切。净立场按情态加权：实际发生 1，将来和往事 ½，假设和否定 0；否定和假设的事件仍留在表里，只是不计。

将 (will), 可能 (may), 如果 (if), 没有 (not) change everything. The net stance weighs by modality: actual 1, future and historical ½, hypothetical and negated 0. Negated and hypothetical events stay in the table; they just do not count.
"""

# %%
modality = events.groupby(["modality", "polarity"], as_index=False)
render_table(modality.agg(events=("event_id", "size"), sentences=("sent_id", "nunique")))

# %%
unreal = events[events["modality"] != "actual"]
render_evidence(study.sentences, unreal, fold="不是“实际发生”的事件 · events that are not “actual”")

# %% [markdown]
"""
## 5.5 据谁所说 · According to whom

`claimed_by` 若为一横，是文章自己的叙述，或是不属于行为体的人（专家、记者）说的话；否则是某个行为体说的话。`quoted` 表示在引号之内。同一件事，由当事一方说出来和由记者写出来，分量不同。研究立场时，先分开看：

A dash under `claimed_by` is the article's own voice, or that of somebody who is no actor (an expert, a reporter); otherwise an actor says so. `quoted` says that it stands between quotation marks. The same act weighs differently in the mouth of a party and in the words of a reporter. Look at them apart first:
"""

# %%
claims = events.groupby(["claimed_by", "quoted"], as_index=False)
render_table(claims.agg(events=("event_id", "size"), sentences=("sent_id", "nunique")))

# %%
said = events[events["claimed_by"] != ""]
render_evidence(study.sentences, said, fold="由行为体说出的事件 · events that an actor claims")

# %% [markdown]
"""
`summarize_stance` 可以按说话人分开汇总（`by`）：

`summarize_stance` can keep claimants apart (`by`):
"""

# %%
by_claimant = wj.summarize_stance(events, by=["source", "target", "claimed_by"], min_events=1)
shown = by_claimant[by_claimant["claimed_by"] != ""]
render_table(shown[["claimed_by", "source", "target", "events", "coop", "conf", "stance"]], n=12, labels="zh")

# %% [markdown]
"""
## 5.6 关系：净立场与区间 · Relations: net stance with an interval

净立场 =（合作 − 冲突）÷（合作 + 冲突），从 −1 到 1。区间来自贝叶斯自助法：给每句话随机的权重，看结果摇摆多少。它只说明结果有多依赖个别句子，不说明编码有没有错；证据全是一个方向时，区间没有宽度，这不等于确定无疑。

net stance = (cooperation − conflict) ÷ (cooperation + conflict), from −1 to 1. The interval is a Bayesian bootstrap: sentences get random weights, and we see how much the result sways. It says how far the result hangs on single sentences, nothing about errors of coding; where all evidence has one sign it has no width, which is not certainty.
"""

# %%
SHOWN = ["source", "target", "events", "counted", "coop", "conf", "stance", "low", "high"]
render_table(telling[SHOWN], n=12, labels="zh")

# %% [markdown]
"""
## 5.7 编码对不对 · Is the coding right?

案例文章有一份参考编码：两个编码者独立编码，再由第三次阅读裁定分歧。**编码者都是按书面规则阅读的大型语言模型，不是人。** 从粗到细比较八个层次：谁被提到（actors）、谁和谁（pair）、谁对谁（directed）、正负（polarity）、象限（quad）、类别（category）、情态（modality）、据谁所说（claimed_by）。`precision`：编出来的有多少是对的；`recall`：该编的编出了多少；`f1` 是两者的调和平均。

The case-study article has a reference coding: two coders worked independently, a third reading settled their differences. **All coders are large language models reading under written rules, not humans.** Eight levels are compared, from coarse to fine. `precision`: how much of what was coded is right; `recall`: how much of what there is was coded; `f1` is their harmonic mean.
"""

# %%
gold = wj.read_gold()
is_case_study = gold.sentences["text"].isin(study.sentences["text"]).mean() > 0.9
text = study.sentences[
    study.sentences["zone"] != "boilerplate"
]  # 参考编码也编标题 · the reference codes the headline too
own = wj.summarize_coding(text, study.mentions, wj.code_events(text, study.mentions, study.documents))
agreement = wj.compare_coding(gold.coding(), own)
render_table(agreement) if is_case_study else "只有案例文章有参考编码 · only the case study has a reference coding"

# %% [markdown]
"""
**错在哪里？** 漏掉和编错最多的句子（谁对谁这一层）：

**Where does it err?** The sentences with most misses and errors, at the level of who does it to whom:
"""

# %%
by_sentence = wj.compare_coding(gold.coding(), own, by="sentence")
errors = by_sentence[(by_sentence["level"] == "directed") & (by_sentence["missed"] + by_sentence["wrong"] > 0)]
errors = errors.merge(study.sentences[["sent_id", "text"]], on="sent_id")
errors = errors.iloc[(-errors["missed"] - errors["wrong"]).argsort(kind="stable")]
render_table(errors[["sent_id", "hits", "missed", "wrong", "text"]].head(8 if is_case_study else 0))

# %% [markdown]
"""
## 5.8 两个编码者同意到什么程度 · How far two coders agree

程序的上限，是编码者之间的一致。看看哪一层一致，哪一层开始分歧：

No program can be expected to agree better with a reference than its coders agree with each other. See where they agree, and where they begin to part:
"""

# %%
first, second = wj.read_coders()
render_table(wj.compare_coding(first, second))

# %% [markdown]
"""
谁和谁、谁对谁，几乎没有争议；正负也少有；类别和情态却常有分歧。这不是粗心，而是规则没有写到：“感谢援助”是支持还是援助？“旨在孤立”是打算还是事实？（第二个编码者事先知道第一个编码者的行为体名单，所以这里的一致程度是上限。）

Who and whom is hardly in dispute, the sign seldom; category and modality often are. That is not carelessness: the rules did not say. Is thanking for aid SUPPORT or AID? Is “aims to isolate” an intention or a fact? (The second coder knew the first one's list of actors, so that this agreement is an upper bound.)
"""

# %%
disputed = wj.compare_coding(first, second, by="category")
render_table(disputed.sort_values(["f1", "category"])[["category", "hits", "missed", "wrong", "f1"]], n=8)

# %% [markdown]
"""
## 5.9 想一想 · Think

1. 读一条你不同意的编码。错在行事者、对象、类别，还是情态？该改哪一条规则？<br>Read a coding with which you disagree. Is the source wrong, the target, the category or the modality? Which rule would have to change?
2. “专家表示，哈马斯领导人可能离开卡塔尔”：这句话应当影响任何人的立场吗？<br>“Experts say that Hamas leaders might leave Qatar”: should this sentence bear on anybody's stance?
3. 净立场 +1.00、区间没有宽度：能说“卡塔尔完全支持美国”吗？<br>A net stance of +1.00 with an interval without width: may one say that Qatar fully supports the United States?
4. 文章里的立场，是国家的立场、说话人的立场，还是记者的选择？从这一篇文章能推出哪一种？<br>Is a stance in the article the state's, the speaker's, or the reporter's choice? Which of them can one *conclude* from one article?

## 5.10 练习 · Exercises

**练习 1 · Exercise 1.** 把将来的事件也按 1 计，哪条关系变得最多？ Let future events count in full: which relation changes most?

<details><summary>答案 · Solution</summary>

```python
full = wj.summarize_stance(events, weights={"future": 1.0})
change = (full["coop"] + full["conf"]) - (relations["coop"] + relations["conf"])
render_table(full.assign(change=change).sort_values("change", ascending=False, kind="stable")[["source", "target", "coop", "conf", "change"]], n=5)
```

</details>

**练习 2 · Exercise 2.** 只看叙述者的话，立场矩阵有什么不同？ Keep the narrator's own words only: what changes in the matrix?

<details><summary>答案 · Solution</summary>

```python
narrated = wj.summarize_stance(events[events["claimed_by"] == ""])
wj.plot_stance(narrated, labels="both") if len(narrated) else "没有事件 · no events"
```

去掉被引述的话，往往去掉了最尖锐和最热情的话。
Without quoted speech the sharpest and the warmest words are usually gone.

</details>

**练习 3 · Exercise 3.** 自己写三句话，预测编码，再核对。 Write three sentences, predict their coding, then check.

<details><summary>答案 · Solution</summary>

```python
import pandas as pd

mine = pd.DataFrame({"text": ["法国谴责伊朗的导弹试验。伊朗拒绝与美国谈判。在阿曼的斡旋下，伊朗和美国举行了会谈。"]})
parts = wj.split_sentences(wj.read_corpus(mine))
render_table(wj.code_events(parts, wj.find_actors(parts))[["source", "category", "target", "modality", "cue"]])
```

“拒绝……谈判”是拒绝，不是谈判；斡旋是三方的事。
拒绝与…谈判 is a refusal and no talk; a mediation has three parties.

</details>

## 5.11 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，再选“Run → Run All Cells”。与参考编码比较的几格只对案例文章有意义，换了文章会自动跳过；自己的参考编码可以用 `wj.read_annotations` 读入。

Change `SOURCE` in the first cell and choose “Run → Run All Cells”. The comparison with the reference coding is for the case-study article and steps aside for another; a reference of your own can be read with `wj.read_annotations`.

## 5.12 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 事件 | event | 一个行为体对另一个行为体的一次行为 · one act of one actor towards another |
| 行事者、对象 | source, target | 谁做、对谁做 · who acts, and upon whom |
| 线索词 | cue | 承载行为的词 · the words that carry the act |
| 情态 | modality | 实际、将来、往事、假设、否定 · actual, future, historical, hypothetical, negated |
| 据谁所说 | claimed by | 分句出自谁的话 · in whose speech the clause stands |
| 净立场 | net stance | （合作 − 冲突）÷（合作 + 冲突） · from −1 to 1 |
| 精确率、召回率 | precision, recall | 编对的份额、编出的份额 · share that is right, share that was found |
| 编码者一致 | coder agreement | 两份编码相同的程度 · how far two codings are the same |

**上一课 · Previous:** [4 · 网络 · Network](04_network.ipynb) — **下一课 · Next:** [6 · 罗盘 · Compass](06_compass.ipynb)
"""
