"""Knowledge as data: the CSV and TOML files of ``data/``, which an analyst reads, edits and cites."""

from waijiao.lexicon.codebook import Category, read_codebook
from waijiao.lexicon.names import Names, read_labels, read_names
from waijiao.lexicon.reading import data_dir, find_lexicon, read_lexicon, read_wordlist, stamp_files
from waijiao.lexicon.script import read_simplified, simplify
from waijiao.lexicon.ties import read_ties
from waijiao.lexicon.weights import read_weights, weigh_events

__all__ = [
    "Category",
    "Names",
    "data_dir",
    "find_lexicon",
    "read_codebook",
    "read_labels",
    "read_lexicon",
    "read_names",
    "read_simplified",
    "read_ties",
    "read_weights",
    "read_wordlist",
    "simplify",
    "stamp_files",
    "weigh_events",
]
