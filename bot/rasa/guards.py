"""What is recognised by fixed patterns before any statistics: unmistakable distress, and messages in another language.

The lists are short on purpose. What they leave open is up to the classifier, which has examples of both intents too.
"""

import re
import unicodedata
from collections import Counter
from typing import Optional

DISTRESS = "distress"
OTHER_LANGUAGE = "other_language"

_FIGURE_OF_SPEECH = r"(?! (?:trying|studying|laughing|working|over (?:this|the|my|an?|these)|at (?:work|the gym)|with (?:work|overtime)))"
_NOW_OR_END = r"(?= any ?more| any longer| like this| right now| tomorrow| again|\s*(?:[.!?,;]|$)| (?:because|since|and|but|after|so)\b)"
_FAMILY = r"(?:husband|wife|partner|boyfriend|girlfriend|ex|father|dad|mother|mom|stepfather|stepdad|stepmother|stepmom|uncle|brother|spouse|fiance)"
_UNMISTAKABLE = [
    rf"\b(?:kill|killing|hang|hanging|drown|drowning) (?:myself|my self){_FIGURE_OF_SPEECH}",
    r"\bshoot(?:ing)? myself(?! in the foot)",
    r"(?:^|\bi(?:'m|'d| am| would| just| really| only| sometimes| do|m)* )(?:just )?(?:want|wanna|wanted|wish|deserve|ready|like) (?:to )?"
    r"(?:die|be dead)\b(?! of\b| laughing| from)",
    r"\bi (?:just )?wish i (?:was|were|wasn't|weren't|had never been) (?:dead|alive|born)\b",
    r"\b(?:i'm|i am|i'd be|i would be|they'd be|be|are|is) better off (?:dead|without me)\b",
    r"\b(?:end|ending) (?:my|it) (?:own )?(?:life|all)\b",
    r"\b(?:take|taking|took) my (?:own )?life\b",
    r"\b(?:harm|harming) myself\b",
    r"\b(?:want|wanna|going|urge|thinking|think|thought|might|feel like|keep|started|been|afraid i will)"
    r" (?:\w+ ){0,3}(?:hurt|hurting|cut|cutting|burn|burning) myself\b(?! at (?:work|my job))",
    r"\b(?:don't|dont|do not|didn't|never) (?:want|wanna) (?:to )?(?:live|be alive|exist|go on living|wake up)\b" + _NOW_OR_END,
    r"\b(?:no|any|a) (?:reason|point|purpose)(?: left)? (?:to|in|for) (?:live|living|go on|going on|keep living|be alive|being alive)\b"
    + _NOW_OR_END,
    r"\b(?:nothing|no one|nobody)(?: left)? to live for\b",
    r"\blife (?:is not|isn't|isnt|is no longer|has no) (?:worth living|meaning for me)\b",
    r"\b(?:tired|sick) of (?:living|being alive|life)\b" + _NOW_OR_END,
    r"\b(?:nobody|no one|noone) would (?:miss me|(?:notice|care) if i (?:died|was dead|were dead|was gone|disappeared|killed myself))\b",
    r"\bi(?:'ve| have| just|'m going to| am going to| want to| took an?| will)* overdose[d]?\b",
    r"\b(?:slit|cut) my wrists?\b",
    r"\bpills?\b[^.?!]{0,40}\b(?:take|swallow) (?:them|it|the lot|everything)\b|\b(?:take|swallow) (?:all|a whole bottle of) (?:of )?(?:my|the|these|those) pills\b",
    r"\bjump(?:ing)? (?:off|from) (?:a|the) (?:bridge|building|roof)\b",
    rf"\bmy (?:ex-?)?{_FAMILY} (?:keeps |is |has been |always |just )*(?:hit|hits|hitting|beat|beats|beating|choked|chokes|choking|abuses"
    r"|abusing|abused|raped|rapes|threatens to kill|is violent to|hurts|hurting) (?:me|us|my (?:kids|children|son|daughter))\b(?! (?:at|to|in)\b)",
    r"\bi(?:'ve been| have been| was| got|'m being| am being| am getting|'m getting)"
    r" (?:just )?(?:raped|molested|sexually (?:abused|assaulted)|beaten (?:up|by my)|abused (?:at home|by my))\b",
    r"\b(?:i'm|i am|im|i don't feel|i do not feel) (?:not )?(?:in danger|safe) at home\b",
]
_DISTRESS = re.compile("|".join(_UNMISTAKABLE))
# About suicide and self-harm people also ask as a subject of their work.
_SUBJECT = re.compile(r"\bsuicid(?:e|al)\b|\bself[- ]?harm(?:ing)?\b")
_AS_WORK = re.compile(
    r"\b(?:prevention|preventing|awareness|training|trained|course|class|certificat\w+|certified|certs?|credential|badge|workshop|hot ?lines?"
    r"|patients?|clients?|students|teens|veterans|counselors?|counsellors?|counseling|assessment|screening|intervention|crisis line|squad"
    r"|risk|volunteer\w*|job|work with|career suicide)\b"
)
_HARMLESS_AT_HOME = re.compile(r"\bi(?:'m| am|m| feel) safe at home\b")

# Words that are frequent in their language and are neither English nor names.
_WORDS = {
    "es": "quiero necesito busco tengo soy estoy puedo puedes puede cómo como qué cuánto cuanto cuánta cuesta cuál dónde donde porque por para"
    " una unos está estás estas es muy mi trabajo trabajar hablas español hola ayuda ayudar gracias buenos días quisiera gustaría estudiar"
    " aprender carrera curso cursos certificado enfermera enfermero sobre hacer algo más pero también con que no del los las inglés empleo",
    "fr": "je j'ai j'aimerais suis voudrais veux cherche besoin est-ce que qu'est quelle quel quels quelles combien comment pourquoi où une des"
    " les pour avec dans mon ma mes vous nous êtes parlez parle bonjour merci formation travail travailler apprendre coûte métier avez"
    " pouvez aider et en du ce cette c'est ne pas anglais emploi santé diplôme cours aide",
    "de": "ich bin habe möchte will brauche suche kann kannst können wie viel kostet warum welche welcher welches und der das ein eine einen für"
    " mit mein meine nicht auf sie haben gibt sprechen sprichst deutsch hallo danke guten tag lernen arbeit arbeiten beruf wechseln kurs"
    " zertifikat ist es wo lange dauert zum zur werden mir helfen bitte",
    "pt": "quero preciso procuro tenho sou estou posso você voce pode como quanto qual onde porque para uma um está muito meu minha trabalho"
    " trabalhar fala português olá oi obrigado obrigada bom dia gostaria estudar aprender curso cursos certificado enfermeiro enfermeira"
    " fazer mais mas também com que não sobre emprego inglês ajuda de em na no",
    "it": "voglio vorrei cerco sono ho posso puoi può come quanto costa qual quale dove perché per una uno gli della delle nel mio mia lavoro"
    " lavorare parli italiano ciao grazie buongiorno imparare studiare corso corsi certificato infermiere infermiera fare più anche con che"
    " non di il lo inglese aiuto mi serve",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_ENGLISH = frozenset(
    "the i i'm i've my me and for you your what how is are was to of in on with that this it can could do does don't have has want need would"
    " where who why if or not about from at be job work certificate course please hello hi thanks no en come me es as like".split()
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
ENOUGH_WORDS = 2
ENOUGH_SHARE = 0.4


def intent_of(text: str, normalised: str) -> Optional[str]:
    """Return the intent that a message has beyond doubt, or None.

    Args:
        text: what the user typed.
        normalised: the same in lower case with its spelling repaired.
    """
    if any(is_distress(version) for version in (text.lower(), normalised)):
        return DISTRESS
    return OTHER_LANGUAGE if is_other_language(text) else None


def is_distress(text: str) -> bool:
    """Tell whether a text in lower case speaks, beyond doubt, of suicide, of harming oneself, or of being hurt at home."""
    text = re.sub(r"\s+", " ", text.replace("’", "'"))
    if _SUBJECT.search(text):
        return not _AS_WORK.search(text) or bool(_DISTRESS.search(text))
    return bool(_DISTRESS.search(text)) and not _HARMLESS_AT_HOME.search(text)


def is_other_language(text: str) -> bool:
    """Tell whether a text is mostly in another script, or by its little words in one of five other languages."""
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(not unicodedata.name(letter, "LATIN").startswith(("LATIN", "MICRO")) for letter in letters)
    if foreign >= 2 and 2 * foreign >= len(letters) - foreign:
        return True
    words = [word.lower().replace("’", "'") for word in _LETTERS.findall(text)]
    votes = Counter({name: sum(word in known for word in words) for name, known in _LANGUAGES.items()})
    most = max(votes.values())
    english = sum(word in _ENGLISH for word in words)
    return most >= ENOUGH_WORDS and most > english and most >= ENOUGH_SHARE * len(words)
