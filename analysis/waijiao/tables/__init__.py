"""The contracts of every table: one row per what, which columns, which units.

Rows are data. Every function of waijiao that takes or returns rows takes or returns a tidy
:class:`pandas.DataFrame` whose columns are written down here, and nowhere else. Three rules hold for all
tables:

* text columns are never missing: the empty string says "none";
* ``start`` and ``end`` are half-open character positions (code points) in the text of the row's parent: the
  document for sentences and concordances, the sentence for tokens, mentions and events;
* ids are readable words (``qatar:s012:m03``), and the order of rows is the order of the text.
"""

from waijiao.tables.checks import CONTRACTS, check_choice, check_columns, check_table, make_table
from waijiao.tables.contract import Contract

__all__ = ["CONTRACTS", "Contract", "check_choice", "check_columns", "check_table", "make_table"]
