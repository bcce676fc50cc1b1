"""Three whole talks, told as their people would type them: digressions, changes of mind, what others said, and a plan or a new start at the end."""

from tests.dialogue.talk import Talk


def test_a_night_clerk_looks_for_a_way_out(talk: Talk) -> None:
    # GIVEN somebody who tells what he leaves, and not what he is after
    talk.say("I run the night desk at a motel, 7 years, and I've had it with drunk guests")
    assert talk.slots["current_role"] == "Hotel front desk agent", str(talk)
    assert talk.slots["experience_years"] == 7, str(talk)
    # WHEN he looks around, digresses, and names a field with his limits
    talk.say("something with computers maybe, no idea what exactly")
    talk.say("why do you want to know that")
    talk.say("ok IT support then. I have 350 and about 10 hours a week")
    assert talk.slots["field"] == "IT support and networking", str(talk)
    talk.answer()
    talk.say("just a high school diploma")
    assert talk.slots["held_credentials"] == ["High school diploma"], str(talk)
    # THEN a credential over his limit is compared honestly, a what-if leaves the limit, and what was said stays
    talk.say("compare the first one with the A+")
    assert talk.tells("530"), str(talk)
    talk.say("too pricey. what if i got another 250 from my sister", supposing=True)
    assert talk.slots["max_cost"] == 350, str(talk)
    talk.say("no, leave it at 350")
    talk.say("a recruiter at Geek Squad told me they take the A+ seriously and count it")
    talk.say("that was Staples, not Geek Squad")
    assert talk.tells("Staples"), str(talk)
    assert not talk.slots.get("avoid"), str(talk)
    talk.say("email me the plan")
    talk.now("plan")
    assert talk.tells("can't send"), str(talk)
    assert talk.slots["current_role"] == "Hotel front desk agent", str(talk)
    assert talk.slots["hours_per_week"] == 10, str(talk)


def test_a_lawyer_from_abroad_finds_his_feet(talk: Talk) -> None:
    # GIVEN a life told in fragments, with two directions
    talk.say("law grad from Accra, now in Houston, working in a warehouse. I'd like to become a paralegal")
    assert talk.slots["held_credentials"] == ["Law degree"], str(talk)  # not the American JD
    assert talk.slots["current_role"] == "Warehouse worker", str(talk)
    assert talk.slots["target_role"] == "Paralegal", str(talk)
    # WHEN he tells his limits in his own words, and puts one right
    talk.say("since three years I live here, I can study about 10 hours in the week")
    assert talk.slots["hours_per_week"] == 10, str(talk)
    assert talk.slots.get("experience_years") is None, str(talk)
    talk.say("4000 dollars")
    talk.say("oh, a zero too many there, it's four hundred")
    assert talk.slots["max_cost"] == 400, str(talk)
    # THEN what is shown keeps to them, nothing is promised, and the last change can be taken back
    assert talk.shown, str(talk)
    assert all((one.cost_total or 0) <= 400 for one in talk.shown), str(talk)
    talk.say("will I get the job then for sure?")
    assert talk.tells("No."), str(talk)
    talk.say("too much still, something below 300")
    assert talk.slots["max_cost"] == 300, str(talk)
    talk.say("undo the 300 thing")
    assert talk.slots["max_cost"] == 400, str(talk)
    talk.say("what did the recruiter say again?")
    assert talk.tells("haven't told me"), str(talk)
    talk.say("great. now the same for my wife please")
    assert not talk.slots.get("target_role"), str(talk)
    talk.say("she's a pharmacy tech and wants to become a phlebotomist")
    assert talk.slots["target_role"] == "Phlebotomist", str(talk)
    assert talk.slots["current_role"] == "Pharmacy technician", str(talk)


def test_a_nurse_leaves_the_bedside(talk: Talk) -> None:
    # GIVEN many facts at once
    talk.say("RN here, cardiology, 11 years. want out of bedside and into informatics. online only, 1500 max, about 5 hrs a week")
    assert talk.slots["current_role"] == "Registered nurse", str(talk)
    assert talk.slots["experience_years"] == 11, str(talk)
    assert talk.slots["max_cost"] == 1500, str(talk)
    assert talk.slots["hours_per_week"] == 5, str(talk)
    assert talk.slots["delivery"] == "online", str(talk)
    talk.answer()
    # WHEN she asks about all sorts of things
    talk.say("what's the difference between CAHIMS and RHIT")
    assert {column["id"] for column in talk.now("comparison")["columns"]} == {"himss-cahims", "ahima-rhit"}, str(talk)
    talk.say("what would it look like if I could do 10 hours", supposing=True)
    assert talk.tells("10 hours"), str(talk)
    talk.say("no, keep 5")
    talk.say("I don't want audits ever")
    talk.say("is there anything free I could do in the meantime?", supposing=True)
    talk.say("why does it say not verified everywhere?")
    # THEN nothing of what she told has moved
    assert talk.slots["hours_per_week"] == 5, str(talk)
    assert talk.slots["max_cost"] == 1500, str(talk)
    assert talk.slots["delivery"] == "online", str(talk)
    # AND a person is there to be asked, once she agrees to what is passed on
    talk.say("can I talk this through with a real person")
    talk.now("profile")
    talk.say("not now")
    assert talk.slots["current_role"] == "Registered nurse", str(talk)
    assert not talk.tells("What is this for"), str(talk)
