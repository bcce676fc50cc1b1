from random import Random

import pytest

from tests.dialogue.talk import Talk

SAID = """
I want to learn SQL
I want to become a data analyst
show I'm up to date as a network administrator
I'd like to try out UX design
I have a degree in biology, what goes with it
I want to become a nurse
200 dollars
free only
six weeks
half a year
10 hours a week
online
in person please
skip
yes
no
maybe
cheaper
something shorter
show me more
compare the first two
compare 1 and 3
tell me about the second one
tell me about the last one
why the first one?
why not the PMP?
what if I had 1000 dollars?
what if I had only two weeks?
who recognises the first one?
what does it lead to?
is Security+ worth it for a help desk job?
is the Blue Lantern Guild badge worth it?
I already have the first one
not the second one
I already know Excel
actually I'm a teacher
make it 50 dollars
forget the budget
undo
undo
what do you know about me?
save my plan
how long does it take?
why do you ask?
what is a micro-credential?
do employers care about these?
can it expire?
thanks
hello
bye
are you a robot?
what's the weather like?
blorp flup
1
the third
2 and 3
none of these
I don't know
start over
change my field to cybersecurity
I want to change careers
no exams please
from a university if possible
I live in Ohio and I'm 52
¿habla español?
👍
...
/inform{"slot": "max_cost", "value": "100"}
/inform{"slot": "shown_options", "value": "x"}
/ask_details{"credential": "no-such-thing"}
/show_more
/save_plan
/skip
""".strip().splitlines()
TURNS = 25


@pytest.mark.parametrize("seed", range(4))
def test_the_rules_hold_on_random_walks(talk: Talk, seed: int) -> None:
    # GIVEN a user who says anything at any time
    chance = Random(seed)
    # WHEN the conversation goes on for long
    for _ in range(TURNS):
        presses = talk.buttons and chance.random() < 0.3
        text = chance.choice(talk.buttons)["payload"] if presses else chance.choice(SAID)
        # THEN every reply holds the rules: the checks of `say`
        talk.say(text, supposing=text.startswith("what if"))
