"""Who is named in a sentence, where, and on whose behalf they act.

The knowledge is data (``data/README.md``), read by :func:`read_actor_lexicon`. Finding goes through these steps, a
module each: strings of the lexicon are located (``spans``), their readings chosen by the names in the document
(``evidence``), one-character forms accepted in their frames (``frames``), names joined with offices and titles
(``recognition``), roles judged by the words around (``roles``), and words that take up an actor resolved over the
document (``discourse``, ``anaphora``).
"""

from waijiao.actors.finding import find_actors, find_actors_and_unresolved, find_unresolved, list_principals
from waijiao.actors.lexicon import ActorLexicon, read_actor_lexicon

__all__ = [
    "ActorLexicon",
    "find_actors",
    "find_actors_and_unresolved",
    "find_unresolved",
    "list_principals",
    "read_actor_lexicon",
]
