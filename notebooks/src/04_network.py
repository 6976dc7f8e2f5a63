# %% [markdown]
"""
# 4 · 网络 · Network

同一句话里提到的两个行为体，彼此有什么关系？一张网络图看上去总是很有说服力。这一课画出这张图，然后认真地问：它能证明什么？

Two actors are named in one sentence: what have they to do with each other? A picture of a network always looks convincing. This lesson draws one, and then asks in earnest what it can prove.

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 谁和谁一起被提到？比偶然更多吗？ | Who is named with whom, and more often than by chance? |
| **目标 Goals** | 会算共现的期望值和提升度；分清“不显著”和“不可检验”；明白共现不是立场，话题组不是阵营 | Work out expected counts and lift; tell “not significant” from “not testable”; see that co-occurrence is no stance and a topic group no camp |
| **难度 Difficulty** | ★★☆ | ★★☆ |
| **时间 Time** | 50 分钟 | 50 minutes |
| **需要 Needs** | [第 3 课](03_actors.ipynb)；四则运算 | [Lesson 3](03_actors.ipynb); multiplication and division |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; the code is MIT |
"""

# %%
import pandas as pd

import waijiao as wj
from waijiao.plots import render_evidence, render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
study = wj.analyze(wj.read_corpus(SOURCE))  # 第 1 至 3 课的全部步骤 · all steps of lessons 1 to 3

# %% [markdown]
"""
## 4.1 先看结果 · Result first

点的大小：与别人一起被提到多少次；线的粗细：一起出现的句数；颜色：话题组（不是阵营，见 4.6）。

Dots: how much an actor is named with others. Lines: the number of sentences that name both. Colours: topic groups, which are no camps (see 4.6).
"""

# %%
# 不足 100 个单元，默认不作检验；这里为了讲解而作。Below 100 units nothing is tested by default; here it is, to explain.
pairs = wj.count_cooccurrence(study.mentions, study.sentences, test="hypergeometric")
network = wj.build_network(pairs, mentions=study.mentions)
groups = wj.find_groups(network)
wj.plot_network(network, groups=groups, labels="both") if network.size() else "没有共现 · no pairs"

# %% [markdown]
"""
图上的每一条线都可以展开成句子。这里是最粗的三条：

Every line of the picture opens into sentences. Here are the three widest:
"""

# %%
edges = pairs.head(3).assign(sent_id=pairs["evidence"].str.split()).explode("sent_id")
both = study.mentions.merge(edges[["sent_id", "actor_a", "actor_b"]], on="sent_id")
both = both[(both["principal"] == both["actor_a"]) | (both["principal"] == both["actor_b"])]
both = both.assign(note=both["actor_a"] + " – " + both["actor_b"])
render_evidence(study.sentences, both, fold="最粗三条线背后的句子 · the sentences behind the three widest lines")

# %% [markdown]
"""
## 4.2 读文章 · Read the article
"""

# %%
every = study.mentions.assign(note="")
render_evidence(study.sentences, every, fold="全文，行为体已标出 · the whole text, actors marked")

# %% [markdown]
"""
## 4.3 数一数，除一除 · Count and divide

单位是句子。`n`：至少提到一个行为体的句数；`f_a`、`f_b`：提到其中一个的句数；`k`：两个都提到的句数。
如果两者互不相干，期望值是 `expected` = `f_a` × `f_b` ÷ `n`；`lift` = `k` ÷ `expected`，大于 1 表示比偶然更常一起出现；`npmi` 把它压缩到 −1 与 1 之间。`p` 是偶然得到 `k` 次或更多的概率（超几何分布），`q` 是多重检验校正之后的 `p`，`testable` 说明这一对究竟有没有可能显著。

The unit is the sentence. `n` sentences name any actor, `f_a` and `f_b` the one and the other, `k` both. Had the two nothing to do with each other, one would expect `f_a` × `f_b` ÷ `n` common sentences. `lift` is `k` ÷ `expected`: above 1, they are named together more than by chance; `npmi` squeezes that between −1 and 1. `p` is the probability of `k` or more by chance (hypergeometric), `q` the same corrected for testing many pairs, and `testable` says whether the pair could be significant at all.
"""

# %%
COLUMNS = ["actor_a", "actor_b", "k", "f_a", "f_b", "n", "expected", "lift", "npmi", "p", "testable"]
render_table(pairs[COLUMNS], n=12, labels="zh", digits=3)

# %% [markdown]
"""
亲手算一遍第一行，和表里比一比：

Work out the first row by hand and compare:
"""

# %%
for row in pairs.head(1).itertuples():
    print(f"{row.actor_a}, {row.actor_b}: {row.f_a} × {row.f_b} ÷ {row.n} = {row.f_a * row.f_b / row.n:.3f}")
    print(f"lift = {row.k} ÷ {row.expected:.3f} = {row.k / row.expected:.3f}")

# %% [markdown]
"""
注意：两个最常出现的行为体，`k` 最大，`lift` 却接近 1。它们到处都在，所以也到处相遇。反过来，只出现一次的一对，`lift` 可以高得惊人：

Note that the two most frequent actors have the largest `k` and a `lift` near 1: they are everywhere, and so they meet everywhere. A pair that occurs once, on the other hand, can have an astonishing `lift`:
"""

# %%
rare = pairs.sort_values(["lift", "actor_a", "actor_b"], ascending=[False, True, True])
render_table(rare[COLUMNS], n=5, labels="zh", digits=3)

# %% [markdown]
"""
## 4.4 一篇文章不能证明什么 · What one article cannot prove

一对行为体就算每次都一起出现，若次数太少，也不可能显著：这叫**不可检验**，和**不显著**是两回事。把这张表能说的话原原本本地写出来：

A pair that is named too rarely could not be significant even if it were always named together. That is **not testable**, which is not the same as **not significant**. Here is, in plain words, what this table allows one to say:
"""

# %%
print(wj.render_testability(pairs, labels="both"))

# %% [markdown]
"""
案例文章里，没有一对行为体在错误发现率 10% 下显著。图很好看，但作为统计推断，它什么也没有证明；作为阅读的索引，它很有用。两者都要说。

In the case-study article no pair survives a false discovery rate of 10 %. The picture is handsome, and as statistical inference it proves nothing; as an index for reading it is useful. Both have to be said.

超几何分布当每一句都同样容易提到任何行为体；可是长句提到的名字多，单元一多，它就会把长短之别当成关系。所以单元够多时，程序改用保持每句名字数目的检验（`fdsm`，再多则 `sdsm_sizes`）；不足 100 个单元，默认根本不检验。

The hypergeometric distribution takes every sentence to be equally likely to name anybody; but long sentences name more, and with many units it mistakes length for ties. With enough units the package therefore keeps the number of names in each (`fdsm`, beyond that `sdsm_sizes`), and below 100 units it tests nothing unless asked to.

## 4.5 换一种数法 · Another way of counting

句子还是段落？只算行事者（`actor`），也算被引述的一方（`party`），还是连地点（`place`）和定语（`attribute`，如“泰国公民”）都算？每一种选择都说得过去，而结果各不相同。所以应当在看结果之前先定下来，并把别的选择也公布出来。

Sentences or paragraphs? Only those who act (`actor`), also those who are cited (`party`), or mere places and attributes too (泰国公民)? Each choice can be defended, and each gives another result. So decide before you look, and publish the other choices too.
"""

# %%
ROLES = {"actor": ["actor"], "actor, party": ["actor", "party"], "all": ["actor", "party", "place", "attribute"]}
rows = []
for unit in ("sentence", "paragraph"):
    for name, roles in ROLES.items():
        table = wj.count_cooccurrence(study.mentions, study.sentences, unit=unit, roles=roles, test="hypergeometric")
        tested, significant = int(table["testable"].sum()), int((table["q"] <= 0.1).sum())
        rows.append([unit, name, len(table), tested, significant])
render_table(pd.DataFrame(rows, columns=["unit", "roles", "pairs", "testable", "significant"]))

# %% [markdown]
"""
按段落数，谁和谁靠得更近？

Who draws closer when paragraphs are counted?
"""

# %%
render_table(
    wj.count_cooccurrence(study.mentions, study.sentences, unit="paragraph")[COLUMNS], n=8, labels="zh", digits=3
)

# %% [markdown]
"""
## 4.6 话题组不是阵营 · Topic groups are no camps

算法把常一起被提到的行为体归为一组。可是敌人总是一起被提到。看看案例文章里哈马斯和以色列是否同组：

The algorithm puts together who is named together. But enemies are named together all the time. See whether Hamas and Israel share a group in the case-study article:
"""

# %%
names = {code: zh for code, (zh, en) in wj.read_labels().items()}
members = groups.assign(members=groups["actor"].map(lambda code: names.get(code, code)))
render_table(members.groupby("group", as_index=False)["members"].agg("、".join))

# %% [markdown]
"""
再看有方向、有正负的关系（第 5 课的结果）：同组的两个行为体之间，文中写的是合作，还是冲突？

Now the directed and signed relations (from lesson 5): between two actors of one group, does the text tell of cooperation or of conflict?
"""

# %%
group_of = dict(zip(groups["actor"], groups["group"], strict=True))
sides = study.relations.assign(a=study.relations["source"].map(group_of), b=study.relations["target"].map(group_of))
inside = sides[(sides["a"] == sides["b"]) & (sides["counted"] > 0)].sort_values("conf", ascending=False, kind="stable")
render_table(inside[["source", "target", "events", "coop", "conf"]], n=8)

# %%
hostile = study.events.merge(inside.loc[inside["conf"] > 0, ["source", "target"]], on=["source", "target"])
hostile = hostile[hostile["polarity"] < 0]
render_evidence(study.sentences, hostile, fold="同组而冲突：原句 · one group, yet in conflict: the sentences")

# %% [markdown]
"""
## 4.7 谁在中心 · Who is central

小而密的网络里，几乎人人的 `degree`（伙伴数）都差不多，所以先看 `strength`（边权之和）。`low` 与 `high` 说明名次有多稳：给每个句子随机加权，重排一千次，名次有 95% 落在两者之间。中心性高只说明“常被一起提到”；在一篇写卡塔尔的文章里，卡塔尔居中，并不是发现。

In a small dense network nearly everybody has the same `degree` (partners); so read `strength` (the sum of weights) first. `low` and `high` say how firm a rank is: weigh the sentences at random a thousand times, and 95 % of the ranks lie between the two. To be central only says “often named with others”; that Qatar is central in an article about Qatar is no discovery.
"""

# %%
render_table(wj.rank_actors(network), n=8)

# %% [markdown]
"""
## 4.8 想一想 · Think

1. 为什么 `k` 最大的一对，`lift` 反而不高？<br>Why has the pair with the largest `k` no high `lift`?
2. 关于本文的网络，写一句你敢于发表的话，再写一句你不敢的。差别在哪里？<br>Write one sentence about this network that you would dare to publish, and one that you would not. Where is the difference?
3. 若有 500 篇文章，哪些“不可检验”的对会变得可检验？检验的单位还应当是句子吗？<br>With 500 articles, which pairs would become testable? Should the unit still be the sentence?
4. 一句话里提到七个国家的公民，会给网络带来什么？<br>A sentence lists citizens of seven states. What does that do to the network?

## 4.9 练习 · Exercises

**练习 1 · Exercise 1.** 只画至少共现两次的边。 Draw only edges of at least two common sentences.

<details><summary>答案 · Solution</summary>

```python
strong = wj.build_network(pairs, min_count=2, mentions=study.mentions)
wj.plot_network(strong, labels="both") if strong.size() else "没有这样的边 · no such edge"
```

图清楚多了，但要在图注里写明门槛：删去弱的边，也是在塑造图像。
Much clearer, but name the threshold in the caption: to leave out weak edges is to shape the picture.

</details>

**练习 2 · Exercise 2.** 话题组稳不稳：换一个尝试的次序，谁还和谁同组？ How firm are the topic groups: who stays with whom when actors are tried in another order?

<details><summary>答案 · Solution</summary>

```python
for seed in range(3):  # 只跑一次 · a single run
    table = wj.find_groups(network, runs=1, seed=seed)
    print(seed, table.groupby("group")["actor"].agg(" ".join).tolist())
render_table(wj.score_companions(network), n=12)  # 一百次里有几成同组 · share of a hundred runs
```

`find_groups` 给出一百次运行最多赞同的分组，`share` 低的行为体归属不明。稳定的话题组仍然不是阵营。
`find_groups` returns what a hundred runs agree on most; an actor of low `share` belongs nowhere for sure. A stable topic group is still no camp.

</details>

**练习 3 · Exercise 3.** 用 `scipy` 核对第一行的 `p`。 Check the first `p` with `scipy`.

<details><summary>答案 · Solution</summary>

```python
from scipy.stats import hypergeom

for row in pairs.head(1).itertuples():
    print(row.p, hypergeom.sf(row.k - 1, row.n, row.f_a, row.f_b))
```

</details>

## 4.10 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，再选“Run → Run All Cells”。给一个装着许多文章的文件夹，`unit="document"` 也有意义。

Change `SOURCE` in the first cell and choose “Run → Run All Cells”. With a folder of many articles `unit="document"` makes sense too.

## 4.11 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 共现 | co-occurrence | 在同一单位里一起被提到 · named together in one unit |
| 期望值 | expected count | 互不相干时应有的次数 · what chance alone would give |
| 提升度 | lift | 实际次数 ÷ 期望值 · observed ÷ expected |
| 标准化点互信息 | NPMI | 介于 −1 与 1 的提升度 · lift between −1 and 1 |
| 错误发现率 | false discovery rate | “显著”之中错判的份额 · the share of false alarms among the significant |
| 可检验 | testable | 原则上能够达到显著 · could reach significance at all |
| 话题组 | topic group | 常一起被提到的行为体 · actors often named together |
| 阵营 | camp | 立场相近的行为体 · actors of like stance |

**上一课 · Previous:** [3 · 行为体 · Actors](03_actors.ipynb) — **下一课 · Next:** [5 · 立场 · Stance](05_stance.ipynb)
"""
