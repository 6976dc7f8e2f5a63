# %% [markdown]
"""
# 共现检验的校准 · Calibration of the tests of co-occurrence

没有联系的地方，检验多久会误报一次？有联系的地方，又能发现多少？名义水平 .05，全部用模拟数据：十三个行为体，频率不同；单元长短不同；给定频率与长短，彼此独立。

How often does a test find what is not there, and how often what is? The level is .05 and all data are simulated: thirteen actors of unlike frequency in units of unlike length, independent of each other given both.

`rates.csv` 由 `python benchmarks/calibration/simulate.py` 算出（约一刻钟）；本页只读它，并当场重做一小部分。
`rates.csv` comes from `python benchmarks/calibration/simulate.py` (about a quarter of an hour); this page reads it and repeats a small part before your eyes.
"""

# %%
import sys
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from waijiao.plots import render_table

HERE = next(folder for folder in (Path(), Path("../benchmarks/calibration")) if (folder / "rates.csv").exists())
sys.path.insert(0, str(HERE))
import simulate

rates = pd.read_csv(HERE / "rates.csv")

# %% [markdown]
"""
## 误报 · False positives

`odds`：提到某行为体的几率 = 频率 × 长短；`words`：每个词都可能是名字（泊松）。表中是 p ≤ .05 的对所占的份额；`error` 是它的标准误。

`odds`: the odds of being named are frequency times length; `words`: every word may be a name (Poisson). The table shows the share of pairs with p ≤ .05, and its standard error.
"""

# %%
free = rates[rates["within"] == "corpus"]
shown = free[free["chance"] != "topics"]
render_table(shown[["chance", "units", "test", "runs", "pairs", "false_positives", "error"]], n=40, digits=4)

# %%
figure, panels = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
for panel, chance in zip(panels, ("odds", "words"), strict=True):
    for test, marker in zip(simulate.TESTS, "sv^o", strict=True):
        line = shown[(shown["chance"] == chance) & (shown["test"] == test)]
        panel.plot(line["units"], line["false_positives"], marker=marker, label=test)
    panel.axhspan(0, 0.06, color="0.92", zorder=0)
    panel.axhline(0.05, color="0.4", linewidth=0.8)
    panel.set(xscale="log", ylim=(0, 0.3), xlabel="units", title=chance)
    panel.set_xticks(sorted(simulate.RUNS), [str(units) for units in sorted(simulate.RUNS)], minor=False)
    panel.minorticks_off()
panels[0].set_ylabel("false positives at .05")
panels[1].legend(frameon=False)
plt.close(figure)
figure

# %% [markdown]
"""
超几何检验把每个单元看作同样长，单元越多，误报越多（右上方的值超出图外）。SDSM 几乎从不误报，代价在下一张表里。FDSM 与 `sdsm_sizes` 靠近 .05，除一处（2,000 个单元、`words`：.061，标准误 .004）外不超过 .06（灰带）。100 个单元以下默认不作检验；100 至 2,000 个用 FDSM，更多时用 `sdsm_sizes`。

The hypergeometric test takes all units for equally long and errs the more the more units there are (its last values lie above the picture). SDSM hardly ever errs; the next table shows at what price. FDSM and `sdsm_sizes` stay near .05 and, but for one case (2,000 units, `words`: .061, standard error .004), not above .06 (grey). Below 100 units there is no test by default, from 100 to 2,000 FDSM, beyond `sdsm_sizes`.

## 发现 · Power

第四个行为体出现的单元里，三成加上第七个。`planted_p`：这一对 p ≤ .05 的份额；`planted_found`：判定为“多于偶然”的份额（错误发现率 10%，k ≥ 5，提升度 ≥ 1.3）；`any_finding`：没有任何联系时，至少有一对被误判为“多于偶然”的份额。

Three in ten of the units that name the fourth actor are made to name the seventh. `planted_p`: how often that pair has p ≤ .05; `planted_found`: how often its verdict is “more often than chance” (false discovery rate 10 %, k ≥ 5, lift ≥ 1.3); `any_finding`: how often, with no tie at all, some pair gets that verdict.
"""

# %%
render_table(shown[["chance", "units", "test", "planted_p", "planted_found", "any_finding"]], n=40, digits=2)

# %% [markdown]
"""
## 各有主题的文章 · Documents with topics

每 20 个单元是一篇文章，各有自己的频率（`topics`）。在整个语料里比较，主题会被当成联系；限制在文章之内（`within="document"`）就不会。

Every 20 units are a document with frequencies of its own (`topics`). Compared over the whole corpus, topics pass for ties; within documents (`within="document"`) they do not.
"""

# %%
topics = rates[rates["chance"] == "topics"]
render_table(topics[["units", "within", "test", "false_positives", "error", "planted_p", "planted_found"]], digits=3)

# %% [markdown]
"""
## 当场重做 · Once more, here and now

二十个语料，每个 150 个单元，没有任何联系；p 值应当大致均匀。

Twenty corpora of 150 units without a tie; the p-values should be about uniform.
"""

# %%
p = {test: [] for test in ("hypergeometric", "sdsm", "fdsm")}
generator = np.random.default_rng(0)
for run in range(20):
    named = simulate.draw_units(generator, 150, "odds")
    for test in p:
        p[test] += simulate.count_pairs(named, test, "corpus", run)["p"].tolist()
pd.DataFrame({test: [np.mean(np.array(values) <= 0.05)] for test, values in p.items()}).round(3)

# %%
figure, panels = plt.subplots(1, 3, figsize=(9, 2.4), sharey=True, layout="constrained")
for panel, (test, values) in zip(panels, p.items(), strict=True):
    panel.hist(values, bins=np.linspace(0, 1, 21), color="0.5")
    panel.set(title=test, xlabel="p")
panels[0].set_ylabel("pairs")
plt.close(figure)
figure
