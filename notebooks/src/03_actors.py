# %% [markdown]
"""
# 3 · 行为体 · Actors

同一个国家在一篇文章里有许多名字：卡塔尔、多哈、该国、这个海湾国家、他们。只数“卡塔尔”三个字，就会漏掉一半；凡见“他们”就猜，又会猜错。这一课讲怎样把提及归到行为体，以及什么时候应当说“不知道”。

A state goes by many names in one article: 卡塔尔, 多哈 (Doha), 该国 (that country), 这个海湾国家 (this Gulf state), 他们 (they). Count 卡塔尔 alone and half is missed; guess at every 他们 and much is wrong. This lesson is about tracing mentions back to actors, and about when to say “we do not know”.

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 谁出现在文章里？用什么名字？代表谁？ | Who is named in the article, by what words, and on whose behalf? |
| **目标 Goals** | 分清名称、简称、转喻、职务和回指；明白什么叫“主体”；会查每个判断的规则；会看未解决的词 | Tell names, short forms, metonyms, offices and anaphors apart; know what a principal is; look up the rule of every decision; read the list of what stays open |
| **难度 Difficulty** | ★★☆ | ★★☆ |
| **时间 Time** | 45 分钟 | 45 minutes |
| **需要 Needs** | [第 1 课](01_reading.ipynb) | [Lesson 1](01_reading.ipynb) |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；名称表在 `data/`；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; names in `data/`; the code is MIT |
"""

# %%
import pandas as pd

import waijiao as wj
from waijiao.plots import render_evidence, render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
FOCAL = ""  # 例如 · for example "QAT"; 留空：提及最多的 · empty: the actor mentioned most

# %% [markdown]
"""
## 3.1 先看结果 · Result first

每行一个主体，每列一种提及方式。

One row per principal, one column per kind of mention.
"""

# %%
documents = wj.read_corpus(SOURCE)
sentences = wj.split_sentences(documents)
text = sentences[sentences["zone"] != "boilerplate"]
mentions = wj.find_actors(text)
kinds = pd.crosstab(mentions["principal"], mentions["kind"])
kinds.insert(0, "mentions", kinds.sum(axis=1))
kinds = kinds.sort_values("mentions", ascending=False, kind="stable")
render_table(kinds.reset_index(), n=10, labels="both")

# %% [markdown]
"""
`name` 名称 · `short` 简称（哈马斯、阿联酋） · `char` 单字（对伊） · `pair` 并称（美伊） · `metonym` 转喻（多哈、白宫） · `demonym` 国人（美国人） · `person` 人 · `office` 职务或机构 · `description` 描述（这个海湾国家） · `anaphor` 回指（他们、其、该国）。每个提及都有 `actor_id`（实体：人、职务、军队）和 `principal`（主体：它代表的国家或团体）：布林肯是 `USA.BLINKEN`，代表 `USA`。下面是某一行背后的句子。

`short` are short forms (哈马斯, 阿联酋), `char` single characters (对伊), `pair` pairs (美伊), `metonym` capitals and seats of power (多哈, 白宫), `demonym` peoples (美国人). Each mention has an `actor_id` (the entity: a person, an office, an army) and a `principal`, the state or group on whose behalf it acts: Blinken is `USA.BLINKEN` and acts for `USA`. The sentences behind one row:
"""

# %%
focal = FOCAL or next(iter(kinds.index), "")
zh, en = wj.read_labels().get(focal, (focal, focal))
of_focal = mentions[mentions["principal"] == focal]
note = of_focal["surface"] + " (" + of_focal["kind"] + ")"
render_evidence(text, of_focal.assign(note=note), fold=f"提及{zh}的句子 · sentences that mention {en}")

# %% [markdown]
"""
这个行为体在文中叫什么？

What does the text call this actor?
"""

# %%
called = of_focal.groupby(["kind", "surface"], as_index=False).size().rename(columns={"size": "mentions"})
render_table(called.sort_values(["mentions", "surface"], ascending=[False, True]))

# %% [markdown]
"""
## 3.2 读文章 · Read the article
"""

# %%
render_evidence(text, mentions.assign(note=""), fold="全文，行为体已标出 · the whole text, actors marked")

# %% [markdown]
"""
## 3.3 人和职务：布林肯，不是林肯 · Persons and offices: Blinken, not Lincoln

名称在分词之前、在原文上按最长的先取：先有“布林肯”，就不会再有“林肯”；“卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼”是一次提及，不是四次，“哈马德”也不会被当成“哈马斯”。

Names are matched on the raw text before it is cut into words, the longest first. With 布林肯 found there is no 林肯 left; the Emir's full name, 卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼, is one mention and not four, and 哈马德 is not taken for 哈马斯.
"""

# %%
people = mentions[mentions["kind"].isin(["person", "office"])]
order = people["surface"].str.len().sort_values(ascending=False, kind="stable").index
render_table(people.loc[order, ["surface", "head", "actor_id", "principal", "rule_id"]], n=12)

# %% [markdown]
"""
## 3.4 一个字的国家 · States of one character

“美伊”“俄乌”“对伊”“驻韩”“以军”：单字只有在特定的框架里才是国家。“以便”里的“以”、“美好”里的“美”、“日前”里的“日”都不是。下面的例句每句自成一篇，互不提供线索。

美伊, 俄乌, 对伊, 驻韩, 以军: a single character is a state only inside its frame. The 以 of 以便 (so that), the 美 of 美好 (beautiful) and the 日 of 日前 (the other day) are not. Each example below is a document of its own, so that none gives hints to another.
"""

# %%
EXAMPLES = [
    "美伊代表在日内瓦举行谈判。",
    "俄乌交换战俘，两国均表示欢迎。",
    "美国宣布对伊制裁，驻韩美军未受影响。",
    "以军暂停空袭，以便各方日前恢复的谈判继续。",
    "发展中国家对美好前景表示期待。",
    "巴方对此表示欢迎。",
    "巴勒斯坦代表抵达开罗，巴方对此表示欢迎。",
]
ids = [f"例{number}" for number in range(1, len(EXAMPLES) + 1)]
examples = wj.split_sentences(wj.read_corpus(pd.DataFrame({"doc_id": ids, "text": EXAMPLES})))
in_examples = wj.find_actors(examples)
note = in_examples["surface"] + " = " + in_examples["principal"] + " (" + in_examples["kind"] + ")"
render_evidence(examples, in_examples.assign(note=note))

# %% [markdown]
"""
没有列出的例句里没有行为体，或者有一个不能确定的词：

Examples that are not listed name no actor, or hold a word that stays open:
"""

# %%
render_table(wj.find_unresolved(examples)[["sent_id", "surface", "reason"]])

# %% [markdown]
"""
## 3.5 回指：“他们”是谁 · Anaphors: who are “they”?

案例文章的结尾给“360 度外交”下了定义，而定义里的四句话只说“他们”。要是不解开这几个“他们”，恰恰会漏掉全文的核心。下面是最后几个回指：每一个都指向前面的一个提及，一环扣一环。

The case-study article ends by defining “360-degree diplomacy”, and the sentences of that definition say only 他们 (they). Leave them unresolved, and the heart of the article is lost. Here are the last anaphors of the text: each takes up an earlier mention, link by link.
"""

# %%
surface_of = dict(zip(mentions["mention_id"], mentions["surface"], strict=True))
taken_up = mentions[mentions["antecedent"] != ""]
chain = taken_up.assign(takes_up=taken_up["antecedent"].map(surface_of))
chain = chain.assign(antecedent_in=chain["antecedent"].str.rsplit(":", n=1).str[0])
render_table(chain[["sent_id", "surface", "takes_up", "antecedent_in", "principal", "rule_id"]].tail(8))

# %%
note = chain["surface"] + " → " + chain["principal"]
render_evidence(text, chain.assign(note=note), fold="所有回指与描述 · all anaphors and descriptions")

# %% [markdown]
"""
## 3.6 不猜 · Not guessing

有些词指向某个行为体，文本却没有说清楚是哪一个。这里宁可留空，也不猜；空着的都列出来，请读者自己判断。

Some words point to an actor, but the text does not make clear to which. They stay open rather than guessed, and all of them are listed for the reader to judge.
"""

# %%
unresolved = wj.find_unresolved(text)
render_evidence(text, unresolved.assign(note=unresolved["surface"] + ": " + unresolved["reason"]))

# %% [markdown]
"""
## 3.7 只看名称，会漏掉多少 · How much names alone miss

同一篇文章，三种覆盖范围：`names` 只看名称和常用简称；`dictionary` 加上单字、首都、国人、人物和职务；`full` 再加上描述和回指。一个关系要有两端：`sentences` 是看得见至少两个主体的句子数，`share` 是它占全文的比例，`count` 是逐句相加的主体数。

The same article with three coverages: `names` sees names and common short names only; `dictionary` adds single characters, capitals, peoples, persons and offices; `full` adds descriptions and anaphors. A relation needs two ends: `sentences` counts the sentences that show two principals or more, `share` is their share of the text, `count` adds up the principals sentence by sentence.
"""

# %%
summary = wj.summarize_coverage(text, mentions, unresolved=unresolved)
render_table(summary[summary["part"] == "both ends"][["item", "count", "sentences", "share"]])

# %% [markdown]
"""
这些句子要解开描述和回指，才看得见两端：

These sentences show both ends only once descriptions and anaphors are resolved:
"""

# %%
visible = wj.find_visible(text, mentions)
shown = {level: visible[level].str.split().str.len() for level in ("dictionary", "full")}
gained = visible.loc[(shown["full"] > 1) & (shown["dictionary"] < 2), "sent_id"]
note = taken_up["surface"] + " = " + taken_up["principal"]
render_evidence(text, taken_up.assign(note=note)[taken_up["sent_id"].isin(gained)])

# %% [markdown]
"""
先分词、再对着名单数词，会丢掉哪些名称？普通分词器不认识它们，把它们切开（布/林肯），或者同邻字粘在一起（德国人）。这里先找名称、后分词，所以一个也不丢。

Which names are lost when the text is first cut into words and the words are then looked up in a list? A plain segmenter does not know them: it cuts them up (布/林肯) or runs them together with their neighbours (德国人). Here names are found first and words are cut afterwards, so none is lost.
"""

# %%
torn = summary[summary["part"] == "torn"].rename(columns={"item": "name", "note": "pieces"})
render_table(torn[["name", "count", "pieces"]])

# %% [markdown]
"""
覆盖范围不同，得到的有向关系（第 5 课）也不同：`events` 是它们的数目。

What comes of it: `events` counts the directed relations (lesson 5) that each coverage leads to.
"""

# %%
gold = wj.read_gold()
rows = []
for coverage in ("names", "dictionary", "full"):
    found = wj.find_actors(text, coverage=coverage)
    events = wj.code_events(text, found, documents)
    row = {"coverage": coverage, "mentions": len(found), "sentences": found["sent_id"].nunique(), "events": len(events)}
    if gold.sentences["text"].isin(text["text"]).any():  # 参考编码只属于案例文章 · it belongs to the case study only
        agreement = wj.compare_coding(gold.coding(), wj.summarize_coding(sentences, found, events)).set_index("level")
        row |= {"actors_found": agreement.loc["actors", "recall"], "pairs_found": agreement.loc["pair", "recall"]}
    rows.append(row)
render_table(pd.DataFrame(rows))

# %% [markdown]
"""
`actors_found` 和 `pairs_found` 是参考编码里的行为体和成对关系被找到的比例（召回率）；参考编码的编码者是按书面规则阅读的大型语言模型，不是人。

`actors_found` and `pairs_found` say what share of the reference coding's actors and pairs was found (recall). Its coders are large language models reading under written rules, not humans.

## 3.8 想一想 · Think

1. 把布林肯归给美国，是编码者的决定。什么情况下官员的话不应算作国家的话？<br>To let Blinken act for the United States is a coder's decision. When should an official's words not count as the state's?
2. “多哈”有时是卡塔尔政府，有时只是开会的地方（`role` 为 `place`）。这个区别会怎样影响后面的网络？<br>多哈 is now the government of Qatar, now merely where a meeting takes place (`role` is `place`). How does that distinction change the network of lesson 4?
3. 哈马斯与加沙、巴勒斯坦在这里是不同的行为体。另一种归法会改变哪些结论？<br>Hamas, Gaza and Palestine are kept apart here. Which conclusions would another choice change?
4. 一个程序说“不知道”的次数，应当算它的缺点还是优点？<br>When a program often says “I do not know”, is that a fault or a merit?

## 3.9 练习 · Exercises

**练习 1 · Exercise 1.** 列出只是“地点”的提及，读一读：你同意吗？ List the mentions that are mere places. Do you agree?

<details><summary>答案 · Solution</summary>

```python
places = mentions[mentions["role"] == "place"]
render_evidence(text, places.assign(note=places["surface"] + " (" + places["rule_id"] + ")"))
```

</details>

**练习 2 · Exercise 2.** 自己写一句会让程序认错行为体的话。 Write a sentence on which the program gets an actor wrong.

<details><summary>答案 · Solution</summary>

```python
mine = wj.split_sentences(wj.read_corpus(pd.DataFrame({"text": ["白宫对面的小店老板说，德黑兰的石榴很甜。"]})))
render_table(wj.find_actors(mine)[["surface", "principal", "kind", "role"]])
```

“白宫”“德黑兰”在这里都是地方。转喻要靠上下文，规则只看得到近处的字。
白宫 and 德黑兰 are mere places here. Metonyms depend on context, and rules see only the words nearby.

</details>

**练习 3 · Exercise 3.** 给自己的研究加一个名称。 Add a name for a study of your own.

<details><summary>答案 · Solution</summary>

在 CSV 文件里写一行（格式见 `data/README.md`），把路径交给 `wj.read_actor_lexicon(path)`，再用 `wj.find_actors(text, lexicon)`。名称表就是数据：改一行，结果就变一点，而且看得见改了什么。

Write a line in a CSV file (the form is in `data/README.md`), give its path to `wj.read_actor_lexicon(path)`, then call `wj.find_actors(text, lexicon)`. Names are data: change one line, and the result changes a little, in plain sight.

</details>

## 3.10 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，再选“Run → Run All Cells”。`FOCAL` 留空时，取提及最多的行为体；也可以写 ISO 代码（`"QAT"`、`"IRN"`）或 `"HAMAS"`、`"UN"`。

Change `SOURCE` in the first cell and choose “Run → Run All Cells”. With `FOCAL` empty the actor mentioned most is taken; or give an ISO code (`"QAT"`, `"IRN"`), `"HAMAS"`, `"UN"`.

## 3.11 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 行为体 | actor | 行事的国家、组织、团体或其代表 · a state, organisation or group, or whoever acts for it |
| 主体 | principal | 代表者所归属的国家或团体 · the state or group on whose behalf somebody acts |
| 提及 | mention | 文中指称行为体的一处文字 · one place where the text refers to an actor |
| 转喻 | metonym | 以首都或官邸指代政府 · a capital that stands for a government |
| 国人称谓 | demonym | 美国人、泰国公民 · the people of a state |
| 回指 | anaphor | 他们、其、该国 · a word that takes up an earlier mention |
| 先行语 | antecedent | 被回指的提及 · the mention taken up |
| 覆盖范围 | coverage | 找哪些种类的提及 · which kinds of mention are looked for |

**上一课 · Previous:** [2 · 词语 · Words](02_words.ipynb) — **下一课 · Next:** [4 · 网络 · Network](04_network.ipynb)
"""
