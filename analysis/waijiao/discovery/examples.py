"""The two sentences that stand beside a row of a list."""

from collections.abc import Iterable

__all__ = ["choose_examples"]

Place = tuple[bool, str, str, str]  # whether another place is better, sentence, document, text


def choose_examples(places: Iterable[Place]) -> dict[str, str]:
    """Return two sentences of different texts, from two documents where there are two, the fitting ones first.

    The choice does not depend on the order of the documents.
    """
    ordered = sorted(places)
    first = ordered[0]
    others = [place for place in ordered if place[3] != first[3]]
    second = min(others, key=lambda place: (place[0], place[2] == first[2], place[1]), default=(False, "", "", ""))
    return {
        "sentence_a": first[3],
        "sentence_b": second[3],
        "evidence": " ".join(filter(None, (first[1], second[1]))),
    }
