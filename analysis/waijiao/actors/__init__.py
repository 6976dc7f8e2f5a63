"""Who is named in a sentence, and on whose behalf they act."""

from waijiao.actors.finding import find_actors, list_principals
from waijiao.actors.lexicon import ActorLexicon, read_actor_lexicon

__all__ = ["ActorLexicon", "find_actors", "list_principals", "read_actor_lexicon"]
