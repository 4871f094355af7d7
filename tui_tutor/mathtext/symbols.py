"""TeX commands as characters, each with the kind that decides the space around it.

The kinds are those of the TeXbook, chapter 18: ordinary, operator, binary, relation, opening, closing,
punctuation. A `word` is an ordinary atom of several letters, which needs air beside another letter. `sign`
is a binary operator that has nothing on its left; the spacing finds these.
"""

import unicodedata
from functools import lru_cache
from typing import Literal

Kind = Literal["ord", "word", "op", "bin", "sign", "rel", "open", "close", "punct", "inner"]


def _table(kind: Kind, pairs: str) -> dict[str, tuple[str, Kind]]:
    return {name: (char, kind) for name, _, char in (pair.partition("=") for pair in pairs.split())}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMANDS: dict[str, tuple[str, Kind]] = {
    **_table(
        "ord",
        "alpha=α beta=β gamma=γ delta=δ epsilon=ε varepsilon=ε zeta=ζ eta=η theta=θ vartheta=ϑ iota=ι kappa=κ"
        " lambda=λ mu=μ nu=ν xi=ξ pi=π rho=ρ varrho=ϱ sigma=σ varsigma=ς tau=τ upsilon=υ phi=φ varphi=ϕ chi=χ"
        " psi=ψ omega=ω Gamma=Γ Delta=Δ Theta=Θ Lambda=Λ Xi=Ξ Pi=Π Sigma=Σ Upsilon=Υ Phi=Φ Psi=Ψ Omega=Ω"
        " nabla=∇ partial=∂ infty=∞ ell=ℓ hbar=ℏ imath=ı jmath=ȷ Re=ℜ Im=ℑ aleph=ℵ forall=∀ exists=∃ neg=¬"
        " lnot=¬ emptyset=∅ varnothing=∅ top=⊤ bot=⊥ angle=∠ ldots=… dots=… dotsc=… dotsb=⋯ cdots=⋯ vdots=⋮"
        " dotsm=⋯ dotsi=⋯ dotso=… hdots=… ddots=⋱ iddots=⋰ ldotp=. cdotp=· prime=′ checkmark=✓ square=□ Box=□"
        " blacksquare=■ triangle=△ triangledown=▽ bigtriangleup=△ lozenge=◊ bigstar=★ diamondsuit=♢ heartsuit=♡"
        " spadesuit=♠ clubsuit=♣ flat=♭ sharp=♯ natural=♮ degree=° backslash=\\ nexists=∄ complement=∁ intercal=⊺"
        " measuredangle=∡ sphericalangle=∢ wp=℘ eth=ð mho=℧ hslash=ℏ beth=ℶ gimel=ℷ daleth=ℸ omicron=ο varpi=ϖ"
        " varkappa=ϰ digamma=ϝ R=ℝ N=ℕ Z=ℤ S=§ P=¶ copyright=© pounds=£ euro=€"
        " Vert=‖ vert=| {={ }=} %=% #=# &=& _=_ $=$ |=‖",
    ),
    **_table(
        "bin",
        "cdot=· times=× div=÷ pm=± mp=∓ ast=∗ star=⋆ circ=∘ bullet=• oplus=⊕ ominus=⊖ otimes=⊗ odot=⊙"
        " oslash=⊘ cup=∪ cap=∩ setminus=∖ wedge=∧ land=∧ vee=∨ lor=∨ bmod=mod dagger=† ddagger=‡ uplus=⊎ sqcup=⊔"
        " sqcap=⊓ amalg=⨿ diamond=⋄ bigcirc=◯ boxplus=⊞ boxtimes=⊠ boxdot=⊡ circledast=⊛ circledcirc=⊚ ltimes=⋉"
        " rtimes=⋊ divideontimes=⋇ dotplus=∔ barwedge=⊼ veebar=⊻",
    ),
    **_table(
        "rel",
        "approx=≈ leq=≤ le=≤ geq=≥ ge=≥ neq=≠ ne=≠ lt=< gt=> equiv=≡ sim=∼ simeq=≃ cong=≅ propto=∝ in=∈"
        " notin=∉ ni=∋ subset=⊂ subseteq=⊆ supset=⊃ supseteq=⊇ to=→ rightarrow=→ longrightarrow=⟶"
        " leftarrow=← gets=← leftrightarrow=↔ mapsto=↦ Rightarrow=⇒ implies=⇒ Leftarrow=⇐"
        " Leftrightarrow=⇔ iff=⇔ uparrow=↑ downarrow=↓ ll=≪ gg=≫ mid=| parallel=∥ perp=⊥ coloneqq=≔"
        " coloneq=≔ eqqcolon=≕ triangleq=≜ doteq=≐ asymp=≍ models=⊨ vdash=⊢ because=∵ therefore=∴ prec=≺ succ=≻"
        " preceq=⪯ succeq=⪰ leqslant=⩽ geqslant=⩾ lesssim=≲ gtrsim=≳ approxeq=≊ subsetneq=⊊ supsetneq=⊋ nmid=∤"
        " bowtie=⋈ impliedby=⇐ longleftarrow=⟵ longmapsto=⟼ Longrightarrow=⟹ Longleftarrow=⟸ Longleftrightarrow=⟺"
        " hookrightarrow=↪ hookleftarrow=↩ rightharpoonup=⇀ leftharpoonup=↼ rightleftharpoons=⇌ nearrow=↗"
        " searrow=↘ swarrow=↙ nwarrow=↖ updownarrow=↕ Uparrow=⇑ Downarrow=⇓ leadsto=⇝ rightsquigarrow=⇝",
    ),
    **_table(
        "open", "lbrace={ lVert=‖ lvert=| langle=⟨ lfloor=⌊ lceil=⌈ lbrack=[ llbracket=⟦ lgroup=⟮ ulcorner=⌜"
    ),
    **_table(
        "close", "rbrace=} rVert=‖ rvert=| rangle=⟩ rfloor=⌋ rceil=⌉ rbrack=] rrbracket=⟧ rgroup=⟯ urcorner=⌝"
    ),
    **_table("punct", "colon=:"),
    **_table(
        "op",
        "sum=∑ prod=∏ coprod=∐ int=∫ iint=∬ iiint=∭ oint=∮ bigcup=⋃ bigcap=⋂ bigoplus=⨁ bigotimes=⨂ bigodot=⨀"
        " bigvee=⋁ bigwedge=⋀ bigsqcup=⨆ biguplus=⨄",
    ),
    "{": ("{", "open"),
    "}": ("}", "close"),
}

# Operators whose bounds stand above and below them.
LIMITS = _names(
    "sum prod coprod bigcup bigcap bigoplus bigotimes bigodot bigvee bigwedge bigsqcup biguplus"
    " lim max min sup inf argmax argmin limsup liminf det Pr gcd"
)
FUNCTIONS = _names(
    "log ln lg exp sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth arg dim ker hom"
    " deg lim max min sup inf argmax argmin limsup liminf det Pr gcd"
)

CHARACTERS: dict[str, tuple[str, Kind]] = {
    **{char: (char, kind) for char, kind in COMMANDS.values() if not char.isascii()},
    **_table("open", "(=( [=["),
    **_table("close", ")=) ]=] !=!"),
    **_table("bin", "+=+ -=− −=− *=∗"),
    **_table("rel", "<=< >=> :=:"),
    "=": ("=", "rel"),
    "⊥": ("⊥", "ord"),
    **_table("punct", ",=, ;=;"),
}

SPACES = {
    ",": 1, ":": 1, ";": 1, ">": 1, " ": 1, "\n": 1, "quad": 3, "qquad": 6, "enspace": 2,
    "thinspace": 1, "medspace": 1, "thickspace": 1,
}  # fmt: skip
IGNORED = _names(
    "big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm middle displaystyle"
    " textstyle scriptstyle scriptscriptstyle limits nolimits mathstrut strut nonumber notag hline ! negthinspace"
    " negmedspace negthickspace hfill allowbreak rm it sf tt normalfont"
)
ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "bar": "\u0304", "overline": "\u0305", "tilde": "\u0303",
    "widetilde": "\u0303", "vec": "\u20d7", "dot": "\u0307", "ddot": "\u0308", "check": "\u030c",
    "breve": "\u0306", "mathring": "\u030a", "acute": "\u0301", "grave": "\u0300", "dddot": "\u20db",
    "widecheck": "\u030c", "overrightarrow": "\u20d7", "overleftarrow": "\u20d6",
    "overleftrightarrow": "\u20e1", "underline": "\u0332",
}  # fmt: skip
STRUCK = "STRUCK"  # a line through every character
STYLES = {
    "mathbb": "DOUBLE-STRUCK", "mathcal": "SCRIPT", "mathscr": "SCRIPT",
    "mathbf": "BOLD", "boldsymbol": "BOLD", "bm": "BOLD", "symbf": "BOLD", "mathfrak": "FRAKTUR",
    "mathds": "DOUBLE-STRUCK", "mathbbm": "DOUBLE-STRUCK", "Bbb": "DOUBLE-STRUCK", "cancel": STRUCK,
    "bcancel": STRUCK, "xcancel": STRUCK, "sout": STRUCK,
}  # fmt: skip
TEXTS = _names("text textrm textbf textit texttt textsf textsc textup textnormal emph mbox")
ROMANS = _names("mathrm mathit mathsf mathtt mathnormal operatorname")

_SUPERSCRIPTS = dict(
    zip(
        "0123456789+−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᵠᵡ",
        strict=True,
    )
) | {"⊤": "ᵀ", "⊺": "ᵀ", "′": "′", "∗": "*", "†": "†", "∘": "°"}
_SUBSCRIPTS = dict(
    zip("0123456789+−=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)


def superscript(text: str) -> str | None:
    """The text in raised characters, None when one of them does not exist."""
    raised = _translated(text, _SUPERSCRIPTS)
    return raised and raised.replace("′′′", "‴").replace("′′", "″")


def subscript(text: str) -> str | None:
    """The text in lowered characters, None when one of them does not exist."""
    return _translated(text, _SUBSCRIPTS)


def _translated(text: str, table: dict[str, str]) -> str | None:
    characters = [table.get(char) for char in text]
    return None if None in characters else "".join(char for char in characters if char)


@lru_cache(maxsize=512)
def styled(char: str, style: str) -> str:
    """A letter or digit in a mathematical alphabet of Unicode ("BOLD", "SCRIPT"); itself when it has none."""
    if style == STRUCK:
        return char if char.isspace() else f"{char}\u0336"
    name = unicodedata.name(char, "").replace("LATIN ", "").replace("GREEK ", "").replace("LETTER ", "")
    # Letters older than the mathematical block lack its prefix: ℝ is DOUBLE-STRUCK CAPITAL R, ℭ BLACK-LETTER.
    old = style.replace("FRAKTUR", "BLACK-LETTER")
    for full in (f"MATHEMATICAL {style} {name}", f"{old} {name}"):
        try:
            return unicodedata.lookup(full)
        except KeyError:
            continue
    return char
