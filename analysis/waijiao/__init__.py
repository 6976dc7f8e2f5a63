"""waijiao (外交): who does what to whom, according to whom, in diplomatic news; Chinese first.

Every public name below is imported from its module when it is first used, so that ``import waijiao`` costs
next to nothing.

Examples
--------
>>> import pandas as pd
>>> import waijiao as wj
>>> documents = wj.read_corpus(pd.DataFrame({"text": ["法国谴责伊朗的导弹试验。"]}))
>>> sentences = wj.split_sentences(documents)
>>> events = wj.code_events(sentences, wj.find_actors(sentences))
>>> events[["source", "category", "target"]].values.tolist()
[['FRA', 'ACCUSE', 'IRN']]
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "actors": "find_actors find_unresolved list_principals read_actor_lexicon",
    "compass": "Compass compare_compass decompose_compass find_mediations measure_compass score_compass_uncertainty",
    "concordance": "kwic kwic_actor",
    "corpus": "find_zones read_corpus split_sentences summarize_cleaning",
    "errors": "InputError LexiconError TableError",
    "events": "code_events explain_event read_event_lexicon",
    "lexicon": "data_dir read_codebook read_labels read_lexicon",
    "networks": "build_network build_signed_network count_cooccurrence find_groups rank_actors read_network "
    "render_testability write_network",
    "plots": "plot_compass plot_network plot_stance plot_terms write_figure",
    "report": "render_report render_summary write_study",
    "segmentation": "segment",
    "study": "Study analyze",
    "summary": "find_evidence render_relation summarize_stance",
    "tables": "CONTRACTS",
    "terms": "count_terms read_stopwords summarize_dropped",
    "validation": "compare_coding read_annotations read_coders read_gold summarize_coding write_annotations",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'waijiao' has no attribute {name!r}")
    return getattr(import_module(f"waijiao.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
