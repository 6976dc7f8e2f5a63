# %% [markdown]
"""
# 2 · 词语 · Words

中文不在词与词之间留空格。要数词，先得分词；而一分词，就已经在解释文本了：“布林肯”是一个人，还是一个“布”加一位美国总统？

Chinese puts no blanks between words. To count words we must first cut them out, and cutting is already interpreting: is 布林肯 one person (Blinken), or a 布 and an American president (林肯, Lincoln)?

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 这篇文章最常说什么？这个“最常”有多可靠？ | What does the article say most often, and how much can that “often” bear? |
| **目标 Goals** | 会读词频、句频和每百万词频率；知道停用词是一种选择；会用 KWIC 回到上下文；会问“丢掉了什么” | Read frequency, sentence frequency and frequency per million; know stopwords for a choice; return to the context with KWIC; ask what was left out |
| **难度 Difficulty** | ★☆☆ | ★☆☆ |
| **时间 Time** | 40 分钟 | 40 minutes |
| **需要 Needs** | [第 1 课](01_reading.ipynb) | [Lesson 1](01_reading.ipynb) |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; the code is MIT |
"""

# %%
import pandas as pd

import waijiao as wj
from waijiao.plots import render_evidence, render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
documents = wj.read_corpus(SOURCE)

# %% [markdown]
"""
## 2.1 先看结果 · Result first
"""

# %%
sentences = wj.split_sentences(documents)
text = sentences[sentences["zone"] != "boilerplate"]
mentions = wj.find_actors(text)
tokens = wj.segment(text, mentions)
terms = wj.count_terms(tokens, min_length=2)
wj.plot_terms(terms, n=15, labels="both")

# %% [markdown]
"""
每个数字背后都是句子。点开看看最常见的词到底怎样用：

Behind every number there are sentences. Open them to see how the most frequent word is really used:
"""

# %%
top = terms["term"].iloc[0]
render_evidence(text, tokens[tokens["token"] == top], fold=f"含有“{top}”的句子 · sentences with {top}")

# %% [markdown]
"""
## 2.2 读文章 · Read the article

若还没有读过，请先读完（[第 1 课](01_reading.ipynb)）。

If you have not read it yet, read it now ([lesson 1](01_reading.ipynb)).
"""

# %%
render_table(text[["sent_id", "text"]], fold="全文 · the whole text")

# %% [markdown]
"""
## 2.3 分词：名称不可拆 · Cutting words: names stay whole

我们先在原文里找出行为体的名称，把它们整个取出来，再让 jieba 切分其余的文字。若不这样做，名称就会碎掉。下面是只有让 jieba 单独切分时才会出现的碎片。

We first find the names of actors in the raw text and take them out whole; only then does jieba cut the rest. Otherwise names fall apart. Here are the pieces that come up only when jieba works alone.
"""

# %%
alone = wj.segment(text)
pieces = alone[~alone["token"].isin(tokens["token"]) & (alone["token"].str.len() > 1)]
render_table(pieces.groupby("token", as_index=False).size().sort_values("size", ascending=False, kind="stable"), n=12)

# %% [markdown]
"""
案例文章里，“林肯”以字符串出现三次，每次都是“布林肯”的一部分；作为词，它一次也没有出现过。字符串、词、行为体，是三种不同的计数：

In the case-study article the string 林肯 (Lincoln) occurs three times, always inside 布林肯 (Blinken); as a word it does not occur at all. Strings, words and actors are three different counts:
"""

# %%
PROBES = ["林肯", "布林肯", "哈马德", "哈马斯", "卡塔尔"]  # 没有的会略过 · those not in the text are passed over
known = [probe for probe in PROBES if text["text"].str.contains(probe, regex=False).any()]
probes = pd.DataFrame({"probe": known or terms["term"].head(5)})
probes["as_string"] = [len(wj.kwic(text, probe)) for probe in probes["probe"]]
probes["as_word"] = [int((tokens["token"] == probe).sum()) for probe in probes["probe"]]
probes["as_actor"] = [int((mentions["head"] == probe).sum()) for probe in probes["probe"]]
render_table(probes)

# %% [markdown]
"""
行为体按提及的中心名称（`head`）计：“卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼”算作埃米尔其人，不再算一次“卡塔尔”，也不算“哈马德”。

Actors are counted by the name at the head of a mention: 卡塔尔埃米尔谢赫·塔米姆·本·哈马德·阿勒萨尼 is the Emir, and neither one more 卡塔尔 nor a 哈马德.

## 2.4 词频表 · The table of terms

`count` 是出现次数，`sent_count` 是含有它的句数，`doc_count` 是含有它的文章数，`per_million` 把次数折算成每百万词多少次，以便和别的语料库相比。一篇短文的折算要小心：只出现一次的词，折算以后也有上千次。

`count` says how often a term occurs, `sent_count` in how many sentences, `doc_count` in how many documents; `per_million` scales it to a million words, to be compared with another corpus. Beware in a short text: a word that occurs once comes out at a thousand per million.
"""

# %%
render_table(terms[["term", "count", "sent_count", "doc_count", "per_million"]], n=12, digits=0)

# %% [markdown]
"""
同样出现五次，可以是每隔几段一次，也可以全挤在一段里。离散度（Gries 的 DP，`dp_norm`）分得出：0 是均匀，1 是全在一处；`parts` 是含有它的段数。

Five occurrences may be spread over the article or crowded into one paragraph. Dispersion (Gries' DP, `dp_norm`) tells: 0 is even, 1 all in one place; `parts` are the paragraphs that hold the word.
"""

# %%
spread = wj.score_dispersion(tokens, by=["doc_id", "par_index"], sentences=text, min_length=2)
render_table(spread[["term", "count", "parts", "dp_norm"]], n=12, digits=2)

# %%
wj.plot_dispersion(tokens, spread["term"].head(10), scores=spread, labels="both")

# %% [markdown]
"""
## 2.5 停用词是一种选择 · Stopwords are a choice

“的”“和”“在”到处都有，所以通常不计。但“不”“将”“与”对外交文本并非无关紧要。`data/stopwords.csv` 每行都写着类别，`active` 一栏可以改成 yes 或 no；言说动词（说、表示）默认保留，因为“谁在说”正是我们要研究的。

的, 和 and 在 are everywhere and so usually not counted. Yet 不 (not), 将 (will) and 与 (with) matter in diplomatic text. Every line of `data/stopwords.csv` names its kind, and its column `active` can be set to yes or no; verbs of saying (说, 表示) stay by default, since who says so is what we study.
"""

# %%
everything = wj.count_terms(tokens, stopwords=None)
beside = everything.merge(terms, left_index=True, right_index=True, suffixes=("", " without stopwords"))
render_table(beside[["term", "count", "term without stopwords", "count without stopwords"]], n=12)

# %% [markdown]
"""
## 2.6 丢掉了什么 · What was left out

诚实的词频表会说明它没有数什么。`kind` 是数字和标点，`stopword` 是停用词，`min_length` 是单字词；最后一行（空白）是数了的。

An honest table says what it did not count. `kind` are numbers and punctuation, `min_length` words of one character; the last row, without a reason, is what was counted.
"""

# %%
render_table(wj.summarize_dropped(tokens, min_length=2))

# %% [markdown]
"""
## 2.7 KWIC：回到上下文 · KWIC: back to the context

KWIC（关键词居中）把一个词的所有出现排成一列。按右边的字排序，用法相同的就会聚在一起。

KWIC (keyword in context) lines up every occurrence of a word. Sorted by what follows, equal uses come to stand together.
"""

# %%
WORD = "哈马斯"  # 换一个词 · another word
word = WORD if text["text"].str.contains(WORD, regex=False).any() else top
render_table(wj.kwic(text, word, width=16, sort="right")[["sent_id", "pre", "keyword", "post"]])

# %% [markdown]
"""
## 2.8 与什么相比 · Compared with what

单看频率，看不出什么是特别的；要有比较。下图把提到某个行为体的句子同其余句子相比（它自己的名称不算）：向右的词在这些句子里偏多，向左的偏少。空心的条说明次数太少，无法检验：它只是提示，不是发现。

Frequency alone does not tell what is special; that takes a comparison. Here the sentences that name one actor stand against all others (its own names left out): words to the right are more frequent with it, words to the left less so. A hollow bar says that there are too few occurrences to test: a hint, and no finding.
"""

# %%
named = mentions.drop_duplicates(["sent_id", "principal"])["principal"].value_counts()
some = named[named < tokens["sent_id"].nunique()]  # 不是每句都提到的 · not named in every sentence
actor = next(iter(some.index), "")
key = wj.score_actor_keyness(tokens, mentions, actor, min_length=2) if actor else None
sides = {"target": f"提到 {actor} 的句子 · sentences with {actor}", "reference": "其余 · the others"}
wj.plot_keyness(key, n=8, labels="both", **sides) if actor else "没有可比的行为体 · no actor to compare by"

# %% [markdown]
"""
## 2.9 想一想 · Think

1. 最常见的词是国名。这说明文章关心这个国家，还是只说明语法需要主语？<br>The most frequent word is the name of a state. Does that show what the article cares about, or only that sentences need subjects?
2. 在 KWIC 里，“哈马斯”后面最常跟着什么？它作主语的时候多，还是作定语的时候多？<br>In the KWIC, what follows 哈马斯 most often? Is it more often a subject, or an attribute of something else?
3. “人质”出现了几次？“平民”呢？没有出现的词能说明什么？<br>How often does 人质 (hostages) occur, and 平民 (civilians)? What can a word show that does not occur?
4. 一篇文章的词频能不能说明一家媒体的立场？需要什么样的对照？<br>Can the frequencies of one article show an outlet's position? What would they have to be compared with?

## 2.10 练习 · Exercises

**练习 1 · Exercise 1.** 哪些词只出现一次（hapax）？占多少？ Which words occur only once (hapax legomena), and what share are they?

<details><summary>答案 · Solution</summary>

```python
once = terms[terms["count"] == 1]
print(f"{len(once) / len(terms):.0%}")
print("、".join(once["term"].head(30)))
```

通常超过一半。所以一篇文章里绝大多数词的“频率”都只是 0 与 1 的差别。
Usually more than half. For most words of one article, “frequency” is no more than the difference between 0 and 1.

</details>

**练习 2 · Exercise 2.** 把“表示”和“说”也当作停用词，词频表有什么变化？ Treat 表示 and 说 as stopwords too: what changes?

<details><summary>答案 · Solution</summary>

```python
saying = wj.read_stopwords(kinds=["reporting verb"])
render_table(wj.count_terms(tokens, stopwords=wj.read_stopwords() | saying, min_length=2)[["term", "count"]], n=12)
```

言说动词不见了，“谁在说”的痕迹也跟着不见了。停用词表会改变结论，所以要随结果一起公布。
The verbs of saying are gone, and with them every trace of who speaks. A stopword list changes conclusions; publish it with the result.

</details>

**练习 3 · Exercise 3.** 用正则表达式在 KWIC 里同时找“谈判”“斡旋”“沟通”。 Use a regular expression to find 谈判, 斡旋 and 沟通 at once.

<details><summary>答案 · Solution</summary>

```python
render_table(wj.kwic(text, "谈判|斡旋|沟通", regex=True, sort="left")[["sent_id", "pre", "keyword", "post"]])
```

看左边：谁在谈判？第 5 课会把这个“谁”写成有方向的关系。
Look left: who negotiates? Lesson 5 writes that “who” down as a directed relation.

</details>

**练习 4 · Exercise 4.** 上图按 `g2` 排；换成 `log_ratio`，谁到了前面？ The figure is ordered by `g2`; what comes first by `log_ratio`?

<details><summary>答案 · Solution</summary>

```python
columns = ["term", "count_target", "count_reference", "g2", "log_ratio", "testable"]
ordered = key.sort_values("log_ratio", ascending=False, kind="stable")[columns] if actor else terms[["term", "count"]]
render_table(ordered, n=12, digits=1)
```

`log_ratio` 说差别有多大，`g2` 还看证据有多少；看最后一栏：一篇文章里，几乎没有一个词多到可以检验。
`log_ratio` says how large a difference is, `g2` also how much evidence there is. Look at the last column: in one article hardly a word is frequent enough to test.

</details>

## 2.11 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，例如 `SOURCE = "my-article.txt"`，再选“Run → Run All Cells”。`WORD` 和 `PROBES` 可以换成自己关心的词；文中没有的，会自动换成最常见的词。

Change `SOURCE` in the first cell, for example `SOURCE = "my-article.txt"`, and choose “Run → Run All Cells”. `WORD` and `PROBES` may be any words of yours; where the text lacks them, its most frequent ones take their place.

## 2.12 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 分词 | segmentation | 把文字切成词 · cutting text into words |
| 词例 | token | 词的一次出现 · one occurrence of a word |
| 词项 | term, type | 不同的词 · a word, however often it occurs |
| 文档频率 | document frequency | 含有这个词的文章数 · documents that hold the word |
| 每百万词频率 | frequency per million | 折算到一百万词 · scaled to a million words |
| 离散度 | dispersion | 分布得均匀还是集中 · spread out or crowded together |
| 关键性 | keyness | 一些文本比另一些更常用 · more frequent in some texts than in others |
| 停用词 | stopword | 不计入的虚词 · a grammar word that is not counted |
| 语境共现索引 | KWIC, concordance | 关键词居中的上下文 · keyword in context |

**上一课 · Previous:** [1 · 读文章 · Reading](01_reading.ipynb) — **下一课 · Next:** [3 · 行为体 · Actors](03_actors.ipynb)
"""
