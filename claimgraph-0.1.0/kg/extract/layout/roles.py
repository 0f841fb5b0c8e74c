"""What each piece of a page is: its title, its text, a caption, a link to another article, a line of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimgraph.extract.layout.lines import ends_sentence
from claimgraph.extract.layout.look import look
from claimgraph.extract.lexicon import fold
from claimgraph.model import Role

_URL = re.compile(r"[<(\[]?(?:https?://|www\.)\S+[>)\]]?\.?")
_QUOTED = re.compile(r"[\"“„«”](?P<words>.+?)[\"”“»](?P<credit>[^\"“”„«»]*)", re.DOTALL)
_BULLET = re.compile(r"(?:[•·*▪●○‣]|\d{1,2}[.)]\s|\d+\W*$)")
_TITLE_LENGTH = 220
_TITLES = 3
"""Lines at the head that can be titles: the title, a second one in another language or a repetition, a deck."""
_HEADING_LENGTH, _HEADING_WORDS = 90, 12
_LINE_LENGTH = 160
_RELATED_LENGTH = 400
_CAPTION_LENGTH = 320
"""A longer paragraph that ends with a credit is text to which the credit is glued."""
_CREDIT_LENGTH = 90


def _opens(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Match a label at the beginning: a colon, a dash, a capital, a figure or nothing at all comes after it."""
    match = pattern.match(line)
    rest = line[match.end() :].lstrip(" \u00a0") if match else ""
    if match is None or (rest and not (rest[0] in ':|/»›>–—-[("“„«©@' or rest[0].isupper() or rest[0].isdigit())):
        return None
    return match


def _is_related(line: str) -> bool:
    match = _opens(look().related_start, line)
    if match is None or len(line) > _RELATED_LENGTH:
        return False
    marked = line[match.end() :].lstrip()[:1] in tuple(":|»›>")
    return marked or match.group().isupper() or not ends_sentence(line) or len(match.group().split()) > 1


def credit_start(line: str) -> int | None:
    """Return where a picture credit at the end of a line begins, in code points; None where there is none."""
    starts = [match.start() for match in look().caption.finditer(fold(line), max(0, len(line) - _CREDIT_LENGTH))]
    return starts[-1] if starts else None


def _is_caption(line: str) -> bool:
    if len(line) > _CAPTION_LENGTH:
        return False
    return credit_start(line) is not None or _opens(look().caption_start, line) is not None


def _is_timed(line: str) -> bool:
    """Tell whether a line is about the page: a label and a number, or hardly more than `5 min read`."""
    if len(line) > _LINE_LENGTH or len(line.split()) > 14:
        return False
    counted = sum(len(match.group()) for match in look().page_word.finditer(line))
    if counted * 2 >= len(line):
        return True
    labelled = look().published_start.match(line) or look().updated_start.match(line)
    closed = ends_sentence(line) and not re.search(r"(?:\d|\b\w{1,2})\.$", line)
    return bool(labelled and re.search(r"\d", line) and not closed)


def is_name(line: str) -> bool:
    """Tell whether a line is nothing but a few capitalized words.

    >>> is_name("Clara Whitcombe"), is_name("Under control")
    (True, False)
    """
    words = line.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and word[1:].islower() for word in words if word != "and")


def _is_naming(words: str) -> bool:
    """Tell whether the words name someone and don't say something: no sentence, or capitalized words alone."""
    return not ends_sentence(words) or all(word[0].isupper() or len(word) <= 3 for word in re.findall(r"\w+", words))


def _is_byline(line: str) -> bool:
    if len(line) > _LINE_LENGTH:
        return False
    plain = line.strip("()[]/©–—- \u00a0")
    agencies = [part for part in re.split(r"\s*[-/,&+]\s*|\s(?:and|og|i|та)\s", plain) if part]
    if agencies and (look().agency.fullmatch(plain) or all(map(look().agency.fullmatch, agencies))):
        return True
    match = _opens(look().byline_start, line)
    rest = line[match.end() :].strip() if match else ""
    if not rest or len(line.split()) > 16:
        return False
    return rest[0] in ":|" or line[0] == "(" or (rest[0].isupper() and _is_naming(rest))


def _is_note(line: str) -> bool:
    """Tell whether a line is about the making of the text or names its source."""
    if len(line) > _RELATED_LENGTH:
        return False
    match = _opens(look().source_start, line)
    rest = line[match.end() :].strip() if match else ""
    if rest[:1] in tuple(":|–—-") or (rest[:1].isupper() and len(rest.split()) <= 12 and _is_naming(rest)):
        return True
    return _opens(look().note_start, line) is not None


def role_of_line(line: str) -> Role | None:
    """Return the role that a line's own words give it, None where the lines around must decide."""
    if _URL.fullmatch(line) or not any(map(str.isalnum, line)):
        return "boilerplate"
    if look().boilerplate_line.fullmatch(line) or look().boilerplate_start.match(line):
        return "boilerplate"
    tests: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        ("byline", _is_byline),
        ("metadata", _is_timed),
        ("sourceNote", _is_note),
        ("caption", _is_caption),
        ("related", _is_related),
    )
    return next((role for role, holds in tests if holds(line)), None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a part of one, with the role that is certain already."""

    text: str
    role: Role | None
    after_dateline: bool = False

    def is_heading(self) -> bool:
        """Tell whether the words look like a heading: short, and no sentence that is closed."""
        closed = ends_sentence(self.text) and not self.text.rstrip("\"”“»'’ ").endswith(("?", "!"))
        first = self.text.lstrip("\"'“„«‘([–—- ")[:1]
        begins = first.isalnum() and not first.islower() and not _BULLET.match(self.text)
        return begins and not closed and not self.after_dateline


def _is_pull_quote(number: int, pieces: Sequence[Piece]) -> bool:
    """Tell whether a piece is a quotation set apart: its words stand in the text too, or only a credit follows."""
    match = _QUOTED.fullmatch(pieces[number].text)
    if match is None:
        return False
    words, credit = match["words"].strip(" .,"), match["credit"].strip()
    others = (piece.text for place, piece in enumerate(pieces) if place != number and piece.role is None)
    if len(words) >= 30 and (not credit or not ends_sentence(credit)) and any(words in other for other in others):
        return True
    return bool(credit) and credit[0].isupper() and not ends_sentence(credit) and len(credit.split()) <= 8


def _titles(pieces: Sequence[Piece]) -> set[int]:
    """Return the numbers of the title lines: headings before the first paragraph of the text."""
    found: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.role is not None:
            continue
        if not piece.is_heading() or len(piece.text) > _TITLE_LENGTH or len(found) == _TITLES:
            break
        found.append(number)
    rest = any(piece.role is None for piece in pieces[found[-1] + 1 :]) if found else False
    return set(found) if rest else set()


def _is_cross_head(number: int, pieces: Sequence[Piece]) -> bool:
    piece = pieces[number]
    if not piece.is_heading() or len(piece.text) > _HEADING_LENGTH or len(piece.text.split()) > _HEADING_WORDS:
        return False
    following = next((other for other in pieces[number + 1 :] if other.role in (None, "pullQuote")), None)
    return following is not None and (ends_sentence(following.text) or len(following.text) > len(piece.text))


def assign_roles(pieces: Sequence[Piece]) -> list[Role]:
    """Return the role of each piece: its own where it has one, else by its place among the others."""
    titles = _titles(pieces)
    repeated = {pieces[number].text.casefold() for number in titles}
    roles: list[Role] = []
    for number, piece in enumerate(pieces):
        if piece.role is not None:
            roles.append(piece.role)
        elif number in titles and is_name(piece.text) and number != min(titles):
            roles.append("byline")
        elif number in titles or piece.text.casefold() in repeated:
            roles.append("title")
        elif _is_pull_quote(number, pieces):
            roles.append("pullQuote")
        else:
            roles.append("crossHead" if "body" in roles and _is_cross_head(number, pieces) else "body")
    return roles
