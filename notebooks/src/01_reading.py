# %% [markdown]
"""
# 1 · 读文章 · Reading the article

一篇报道传到我们手里时，往往已经不是它最初的样子：网站加上了横幅和链接，机器翻译打散了句子，抓取程序印上了自己的日期。在数任何一个词之前，先看清楚我们手里究竟是什么。

By the time a story reaches us, it is rarely what it was: a site has added its banner and its links, machine translation
has broken sentences, a crawler has printed a date of its own. Before we count a single word, let us look at what we hold.

| | 中文 | English |
|:--|:--|:--|
| **问题 Question** | 哪些字属于文章，哪些字属于转载它的网站？翻译弄坏了什么？ | Which words are the article's, and which the site's? What did translation break? |
| **目标 Goals** | 分清标题、正文和网页套话；会读清理报告；明白抓取日期不是事件日期；知道每句话都有确切位置 | Tell headline, body and boilerplate apart; read a cleaning report; see why a crawl date dates no event; know that every sentence has its exact place |
| **难度 Difficulty** | ★☆☆ 不需要会编程 | ★☆☆ no programming needed |
| **时间 Time** | 30 分钟 | 30 minutes |
| **需要 Needs** | 会读中文 | Reading Chinese |
| **数据与许可 Data, licence** | `seeds/` 里的一篇报道，著作权属其出版者，此处供研究与教学引用；代码为 MIT 许可 | One article in `seeds/`; it belongs to its publisher and is quoted for study and teaching; the code is MIT |
"""

# %%
import waijiao as wj
from waijiao.plots import render_table

SOURCE = "../seeds"  # 换成自己的文章 · your own article: a .txt file, a folder, a CSV table
documents = wj.read_corpus(SOURCE)

# %% [markdown]
"""
## 1.1 先看结果 · Result first

我们手里的字，有多少真正属于这篇文章？

How much of what we hold really is the article?
"""

# %%
zones = wj.find_zones(documents)
zones = zones.assign(characters=zones["end"] - zones["start"])
kept = zones.groupby("zone", as_index=False).agg(lines=("text", "size"), characters=("characters", "sum"))
render_table(kept.assign(share=kept["characters"] / kept["characters"].sum()))

# %% [markdown]
"""
`body` 是正文，`headline` 是标题，`boilerplate` 是网页套话（横幅、日期行、指向别的文章的链接）。套话不参与以后的任何计数；但原文一个字也没有删改：我们只记下位置，不动文字。

`body` is the text proper, `headline` the title, `boilerplate` what the site put around it: banner, date line, a link to
another story. Boilerplate is left out of every later count. Yet not one character of the original was changed or
removed: we note places, we do not touch the text.
"""

# %%
cleaning = wj.summarize_cleaning(documents)
found = cleaning.groupby(["action", "kind"], as_index=False).agg(findings=("text", "size"), example=("text", "first"))
render_table(found.assign(example=found["example"].str.slice(0, 40)))

# %% [markdown]
"""
`set aside` 是不计入的；`noted` 只是记录下来：看起来有问题，但程序不比读者更懂，所以保留原样。

`set aside` is not counted. `noted` is only written down: it looks damaged, but a program cannot know better than the
reader, so it stays as it is.

## 1.2 读文章 · Read the article

请先从头到尾读一遍，像读报纸那样。边读边问：谁在说话？哪里读不通？

Now read it once from beginning to end, as one reads a newspaper. Ask as you go: who is speaking? Where does it not hold
together?
"""

# %%
render_table(zones[["par_index", "zone", "text"]])

# %% [markdown]
"""
## 1.3 文章从哪里来 · Where it comes from

`date_source` 说明日期是怎样知道的：`publication` 出版日期，`dateline` 电头，`given` 由使用者提供，`crawl` 抓取日期。案例文章印着“13 6 月, 2024”，那是转载网站被抓取的那一天；文中所写的事发生在 2023 年秋天。若把抓取日期当成事件日期，整条时间线就错了将近八个月。

`date_source` says how the date is known: `publication`, `dateline`, `given` by the user, or `crawl`. The case-study article
prints “13 6 月, 2024”, the day on which the re-post was crawled; what it tells happened in the autumn of 2023. Taken for
the date of events, it would move a whole timeline by nearly eight months.
"""

# %%
render_table(documents[["doc_id", "outlet", "language", "date", "date_source"]])

# %%
dated = documents[(documents["date"] != "") & (documents["date_source"] != "crawl")]
print(f"能给事件定时间的文章 · articles whose date may date events: {len(dated)} / {len(documents)}")

# %% [markdown]
"""
## 1.4 分区：每一行凭什么 · Zones: why each line is what it is

每个判断都有一条规则和一个理由。规则是一般性的（“标题之上、不含汉字的一行是网站名称”），不是为这篇文章写的；它们写在 `data/boilerplate.csv` 里，人人可以读，也可以改。

Every verdict has a rule and a reason. The rules are general (“above the headline, without a Chinese character: a site's
name”), not written for this article; they stand in `data/boilerplate.csv`, where anybody can read and change them.
"""

# %%
render_table(zones.loc[zones["zone"] != "body", ["zone", "text", "rule_id", "reason"]])

# %% [markdown]
"""
## 1.5 清理报告 · The cleaning report

残句（“或更少。”“主题。”）、多余的空格、跨越句号的引文、始终没有合上的引号：这些是机器翻译的指纹。半角标点太多，这里略去，只在上面的表里计数。

Fragments (或更少。 主题。), stray blanks, quotations that run across sentence ends, one that never closes: the fingerprints
of machine translation. Half-width marks are too many to list; they are counted in the table above.
"""

# %%
render_table(cleaning.loc[cleaning["kind"] != "half-width marks", ["action", "kind", "text", "reason"]], n=20)

# %% [markdown]
"""
## 1.6 句子 · Sentences

以后的每一个数字都要能回到一句话。所以每句话都记下它在原文中的起止位置：把原文从 `start` 切到 `end`，必须一字不差地得到这句话。

Every figure to come must lead back to a sentence. So each sentence keeps its place in the original: cut the text from
`start` to `end`, and the very same characters must come out.
"""

# %%
sentences = wj.split_sentences(documents)
original = documents.set_index("doc_id")["text"]
columns = sentences[["doc_id", "start", "end", "text"]].itertuples(index=False)
exact = sum(original[doc_id][start:end] == text for doc_id, start, end, text in columns)
print(f"位置准确的句子 · sentences with exact places: {exact} / {len(sentences)}")

# %% [markdown]
"""
两个难点：省略号不结束句子；引号里的句号结束一句，引文却可能还在继续。下面是含有省略号或引号的句子。

Two hard cases: an ellipsis ends no sentence; a full stop inside a quotation ends one, though the quotation may run on.
Here are the sentences with an ellipsis or quotation marks.
"""

# %%
marked = sentences[sentences["text"].str.contains("…|[“”「」『』]") & (sentences["zone"] == "body")]
render_table(marked[["sent_id", "start", "end", "text"]], n=12)

# %% [markdown]
"""
**与参考编码比较。** 案例文章另有一份参考编码（`data/gold`），其中的分句由编码者划定。两份分句在多少句上完全一致？（编码者是按书面规则阅读的大型语言模型，不是人。）

**Against the reference coding.** The case-study article comes with a reference coding (`data/gold`) whose sentences were
set by its coders. On how many do both agree to the character? (Its coders are large language models reading under
written rules, not humans.)
"""

# %%
gold = wj.read_gold()
same = gold.sentences.merge(sentences, on=["doc_id", "start", "end", "text"])
if gold.sentences["text"].isin(sentences["text"]).any():
    print(f"边界完全相同的句子 · sentences with the very same ends: {len(same)} / {len(gold.sentences)}")
else:
    print("参考编码只属于案例文章 · the reference coding belongs to the case-study article only")

# %% [markdown]
"""
## 1.7 想一想 · Think

1. 如果把末尾的 READ 链接留在正文里，哪些国家会“卷入”这场外交？<br>If the READ link at the end stayed in the text, which states would be drawn into this diplomacy?
2. 清理报告里，哪一条你会作出不同的决定？凭什么？<br>Which line of the cleaning report would you have decided otherwise, and on what grounds?
3. 这是一篇英文报道的机器译文。我们研究的究竟是谁的语言：记者的、译机的，还是网站的？<br>This is the machine translation of an English story. Whose language do we study: the reporter's, the machine's, or the
   site's?
4. 仅凭这一篇文章，能说“中文媒体怎样报道卡塔尔”吗？能说什么，不能说什么？<br>From this one article, can one say how Chinese media write about Qatar? What can one *conclude*, and what not?

## 1.8 练习 · Exercises

**练习 1 · Exercise 1.** 套话里提到了哪些行为体？ Which actors does the boilerplate name?

<details><summary>答案 · Solution</summary>

```python
aside = sentences[sentences["zone"] == "boilerplate"]
render_table(wj.find_actors(aside)[["sent_id", "surface", "principal"]])
```

案例文章末尾的链接提到瑞典、加拿大和联合国：三者与这篇报道毫无关系，却会出现在网络里。
The link at the end of the case-study article names Sweden, Canada and the United Nations: none has anything to do with the
story, and all would turn up in the network.

</details>

**练习 2 · Exercise 2.** 最长的一句有多少字？读一读：它为什么这么长？ How long is the longest sentence? Read it: why is it so long?

<details><summary>答案 · Solution</summary>

```python
length = sentences["text"].str.len()
print(length.max())
print(sentences.loc[length.idxmax(), "text"])
```

长句常把好几件事和好几个行为体装在一起；这会影响第 4 课的共现。
Long sentences pack several acts and several actors together, which matters for the co-occurrence of lesson 4.

</details>

**练习 3 · Exercise 3.** 写一行自己的“文章”，让分区规则出错。 Write a short text of your own on which the rules for zones go wrong.

<details><summary>答案 · Solution</summary>

```python
import pandas as pd

mine = pd.DataFrame({"doc_id": ["mine"], "text": ["谁在斡旋\n多哈。\n卡塔尔外长会见了哈马斯代表。"]})
render_table(wj.find_zones(mine)[["zone", "text", "reason"]])
```

第二行其实是电头，却被当作正文：它像一个完整的句子。规则总有这样的边界，所以报告要写明理由。
The second line is a dateline, yet it is taken for body: it looks like a whole sentence. Rules always have such edges, and that
is why the report gives reasons.

</details>

## 1.9 换成自己的文章 · Swap in your own article

把第一格里的 `SOURCE` 改成自己的文件，例如 `SOURCE = "my-article.txt"`（UTF-8、GB 18030、Big5 都可以），然后选“Run → Run All Cells”。也可以给一个文件夹，或一张含有 `text` 列的 CSV 表；若有 `date`、`outlet` 列，会一并读入。

Change `SOURCE` in the first cell, for example `SOURCE = "my-article.txt"` (UTF-8, GB 18030 and Big5 are read), and choose
“Run → Run All Cells”. A folder will do, or a CSV table with a column `text`; `date` and `outlet` are read when they are there.

## 1.10 词汇 · Glossary

| 中文 | English | 意思 · Meaning |
|:--|:--|:--|
| 网页套话 | boilerplate | 网站加在文章周围的文字 · what a site puts around an article |
| 分区 | zone | 一行属于标题、正文还是套话 · headline, body or boilerplate |
| 抓取日期 | crawl date | 程序取得网页的日子 · the day on which a program fetched the page |
| 电头 | dateline | 报道开头的地点和日期 · place and date at the head of a story |
| 残句 | fragment | 不成句的碎片 · debris that is no sentence |
| 位置 | offset | 字在原文中的序号，含首不含尾 · half-open character position in the original |
| 参考编码 | reference coding | 用来对照的编码 · the coding to compare with |

**下一课 · Next:** [2 · 词语 · Words](02_words.ipynb)
"""
