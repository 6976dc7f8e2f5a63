"""waijiao (外交): who does what to whom, according to whom, in diplomatic news; Chinese first.

The names below are the whole public face. Each is imported from its module when it is first used, so that
``import waijiao`` costs next to nothing.

Examples
--------
>>> import waijiao as wj
>>> documents = wj.read_corpus(["卡塔尔与伊朗外长举行会谈。"])
>>> events = wj.code_events(*wj.find_sentences_and_actors(documents))  # doctest: +SKIP
"""
