"""What people write instead of the names in the catalogue: shortened words, slang, and words that mean several things.

Everything here is about the language, not about the catalogue: a shorthand works only where the catalogue has the name it stands for.
"""

from __future__ import annotations

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "mgr": ("manager",), "mngr": ("manager",), "mgmt": ("management",), "mgt": ("management",), "mngmt": ("management",),
    "dev": ("developer", "development"), "eng": ("engineer", "engineering"), "engr": ("engineer",), "engg": ("engineering",),
    "admin": ("administrator", "administration", "administrative"), "asst": ("assistant",), "assoc": ("associate",), "coord": ("coordinator",),
    "tech": ("technician", "technology"), "sys": ("system",), "ops": ("operation",), "op": ("operation",), "info": ("information",), "sec": ("security",),
    "infosec": ("information security", "cybersecurity"), "cyber": ("cybersecurity",), "netsec": ("network security",), "appsec": ("application security",),
    "acct": ("accounting", "accountant"), "acctg": ("accounting",), "fin": ("finance", "financial"), "biz": ("business",), "mktg": ("marketing",),
    "mkting": ("marketing",), "comm": ("communication",), "comms": ("communication",), "intl": ("international",), "med": ("medical",), "rep": ("representative",),
    "prog": ("programming",), "swe": ("software engineer",), "sde": ("software engineer",), "sysadmin": ("system administrator",),
    "netadmin": ("network administrator",), "devs": ("developer",), "k8s": ("kubernete",), "js": ("javascript",), "ts": ("typescript",), "py": ("python",),
    "golang": ("go",), "postgres": ("postgresql",), "ml": ("machine learning",), "ai": ("artificial intelligence",), "nlp": ("natural language processing",),
    "compsci": ("computer science",), "ux": ("user experience",), "ui": ("user interface",), "hr": ("human resource",), "qa": ("quality assurance",),
    "pr": ("public relation",), "seo": ("search engine optimization",), "bi": ("business intelligence",), "dba": ("database administrator",),
    "sre": ("site reliability engineer",), "emt": ("emergency medical technician",), "lpn": ("licensed practical nurse",), "rn": ("registered nurse",),
    "hvac": ("heating ventilation air conditioning",), "sql": ("structured query language",), "gcp": ("google cloud", "google cloud platform"),
    "ms": ("microsoft",), "proj": ("project",), "prof": ("professional",), "cs": ("computer science",), "supply-chain": ("supply chain",),
    "ecomm": ("ecommerce",), "cybersec": ("cybersecurity",), "it": ("information technology",), "svc": ("service",), "mfg": ("manufacturing",),
    "hosp": ("hospital",), "telemed": ("telehealth",), "telemedicine": ("telehealth",), "telenursing": ("telehealth nursing",), "edu": ("education",),
    "ed": ("education",), "gov": ("government",), "govt": ("government",), "cna": ("certified nursing assistant",), "stats": ("statistic",),
    "nurse": ("nursing",), "weld": ("welding",), "exel": ("excel",), "excell": ("excel",), "prod": ("production", "product"), "vlookups": ("vlookup",),
    "cert": ("certification", "certificate"), "certs": ("certification", "certificate"), "exec": ("executive",), "hw": ("hardware",), "sw": ("software",),
    "crypto": ("cryptography",), "bookkeeper": ("bookkeeping clerk",), "coding": ("programming",), "coder": ("programmer",), "automation": ("automated",),
}  # fmt: skip

# A word or phrase -> what it can mean: the kind, the name asked of the catalogue, and the words around it that settle the matter.
Sense = tuple[str, str, str]
AMBIGUOUS: dict[str, tuple[Sense, ...]] = {
    "pm": (
        ("role", "Project manager", r"project|pmp|capm|construction|gantt"),
        ("role", "Product manager", r"product|roadmap|user research|feature"),
        ("role", "Program manager", r"program manage"),
    ),
    "aws": (
        ("issuer", "Amazon Web Services",
            r"terraform|docker|linux|jenkins|python|tech\b|cloud|amazon|solutions? architect|saa|devops|server|lambda|s3|ec2|azure|gcp|developer|software|(?:in|into) it\b|it (?:support|job|work|field|career|department|pro)"
            r"|kubernetes|practitioner|data|certified|sysops"),
        ("issuer", "American Welding Society", r"weld|cwi|fabricat|steel|metal|inspector|pipe"),
    ),
    "security": (
        ("field", "Cybersecurity",
            r"cyber|network|cloud|information|infosec|soc\b|comptia|hack|computer|(?:in|into) it\b|it (?:support|job|work|field|career|department|security|pro)|data|software|cissp"
            r"|tech|pen ?test|application|analyst|engineer|it security"),
        ("role", "Security guard", r"guard|patrol|bouncer|armed|loss prevention|mall|event|physical|door"),
    ),
    "cna": (
        ("role", "Nursing assistant", r"nurs|patient|hospital|care\b|care home|aide|health|clinic|medical|rn\b|lpn|been a|i'm a|im a|as a"),
        ("credential", "Certified Nursing Assistant", r"nurs|patient|hospital|care home|aide|health|clinic|medical|rn\b|lpn"),
        ("credential", "CCNA", r"cisco|network|router|switch"),
    ),
    "csm": (
        ("credential", "Certified ScrumMaster", r"scrum|agile|cert|credential|exam"),
        ("role", "Customer success manager", r"customer|success|saas|account|client|role|job|become"),
        ("credential", "Certified Safety Manager", r"safety|osha|ehs"),
    ),
    "cma": (
        ("credential", "IMA CMA", r"account|financ|ima\b|cost|audit|cpa"),
        ("credential", "CMA AAMA", r"medical|clinic|patient|health|doctor|nurs|aama"),
    ),
    "cpt": (
        ("credential", "MSSC CPT", r"manufactur|production|mssc|factory|plant\b|assembl"),
        ("credential", "NHA CPT", r"phleb|nha\b|blood|lab\b|hospital|clinic"),
        ("skill", "CPT coding", r"cod(?:e|er|ing)\b|icd|billing|hcpcs|claims"),
    ),
    "cdl": (
        ("credential", "Commercial driver's licence, Class A (CDL-A)", r"truck|driv|hazmat|haul|class [ab]|\ba\b|licen|otr|road|tanker|freight|my cdl|got|endorse"),
        ("credential", "Google Cloud Digital Leader", r"google|cloud|gcp"),
    ),
    "analyst": (
        ("role", "Data analyst", r"data|sql|tableau|dashboard|report"),
        ("role", "Business analyst", r"business analy|requirements|stakeholder"),
        ("role", "Financial analyst", r"financ|invest|budget|banking"),
        ("role", "Healthcare data analyst", r"health data|clinical data|ehr data"),
    ),
    "ba": (
        ("role", "Business analyst", r"analyst|business analy|requirements|stakeholder"),
        ("degree", "Bachelor's degree", r"\bin\b|degree|college|university|english|history|economics|psycholog|arts|policy|biolog|philosoph|sociolog|politic"),
    ),
    "ma": (
        ("role", "Medical assistant", r"medical|clinic|patient|doctor|health|phlebotomy"),
        ("degree", "Master's degree", r"\bin\b|degree|college|university|graduate|economics|policy|english|history|psycholog|education|arts"),
    ),
    "sa": (
        ("role", "Solutions architect", r"solution|cloud|architect"),
        ("role", "Systems administrator", r"system|server|admin"),
        ("role", "System analyst", r"analyst"),
    ),
    "de": (("role", "Data engineer", r"data|pipeline|etl|sql|spark"), ("role", "Design engineer", r"cad|mechanical")),
    "ds": (("role", "Data scientist", r"data|ml|machine|statist|python"), ("field", "Data science", r"data|ml|machine|statist|python")),
    "pa": (("role", "Physician assistant", r"medic|clinic|health|patient|hospital"), ("role", "Personal assistant", r"executive|admin|office")),
    "pt": (("role", "Physical therapist", r"therap|rehab|clinic|patient"), ("role", "Personal trainer", r"gym|fitness|train")),
    "ot": (("role", "Occupational therapist", r"therap|rehab|clinic|patient"), ("skill", "Industrial control systems security", r"scada|ics|plc")),
    "em": (("role", "Engineering manager", r"engineer|software|team"), ("role", "Emergency manager", r"emergency|disaster")),
    "healthcare": (("field", "Nursing and clinical care", r"nurs|patient|clinical|bedside|caregiv"), ("field", "Health informatics and administration", r"admin|informatics|billing|coding|records|office|(?:in|into) it\b|it (?:support|job|work|field|career|department|pro)|data|manage")),
    "tech": (
        ("field", "IT support and networking", r"help ?desk|it support|network|hardware|fix"),
        ("field", "Software development", r"cod(?:e|ing)|program|develop|software|app\b|web"),
        ("field", "Data and analytics", r"data|analy|sql"),
        ("field", "Cybersecurity", r"cyber|security|hack"),
    ),
}  # fmt: skip

IN_COMPANY: dict[str, tuple[str, frozenset[str]]] = {
    "stick": ("Stick welding", frozenset("mig tig weld welding flux smaw gmaw gtaw arc brazing braze".split())),
    "premiere": ("Adobe Premiere Pro", frozenset("photoshop lightroom illustrator effects video videos editing davinci audition".split())),
}  # fmt: skip
"""Ordinary words that name a skill where one of these stands in the message too."""

OTHERWISE: dict[str, str] = {
    "ccm": r"construct|cmaa\b|contractor|superintendent|job ?site",  # a Certified Construction Manager
    "cpt": r"nasm\b|trainer|fitness|gym\b|ace\b",  # a certified personal trainer
}
"""Short names that mean something the catalogue lacks where these words stand beside them."""

ROLE_HEADS = frozenset(
    """
    assistant manager specialist technician coordinator aide educator practitioner consultant director supervisor analyst recruiter engineer developer designer administrator
    architect scientist officer representative rep clerk associate lead leader strategist planner writer editor instructor trainer advisor adviser auditor inspector operator worker
    therapist agent broker buyer programmer tester researcher executive owner helper intern apprentice mechanic installer driver guard nurse teacher scheduler estimator dispatcher
    """.split()
)
"""Nouns that make a job of the name before them: a "nurse manager" is no nurse."""

FIELD_WORDS: dict[str, str] = {
    "it": "IT support", "information technology": "IT support", "i t": "IT support", "it field": "IT support", "computer support": "IT support", "cloud": "Cloud and DevOps", "devops": "Cloud and DevOps",
    "cyber": "Cybersecurity", "hr": "Human resources", "people operations": "Human resources", "trades": "Skilled trades", "construction": "Skilled trades", "programming": "Software development",
    "software": "Software development", "web development": "Software development", "ux": "UX and design", "design": "UX and design", "ai": "Artificial intelligence", "sales": "Sales and customer success",
    "education": "Education", "teaching": "Education", "logistics": "Supply chain", "finance": "Finance and accounting", "accounting": "Finance and accounting", "nonprofit": "Public and non-profit",
    "public sector": "Public and non-profit", "green jobs": "Sustainability", "data science": "Data and analytics", "data analytics": "Data and analytics", "data": "Data and analytics",
    "green energy": "Sustainability", "clean energy": "Sustainability", "the environment": "Sustainability", "protect company from hacker": "Cybersecurity", "stop hacker": "Cybersecurity",
    "catch hacker": "Cybersecurity", "hacking": "Cybersecurity", "hacker": "Cybersecurity", "teaching kid": "Education", "teach kid": "Education", "teaching little kid": "Education", "teach little kid": "Education",
    "teaching child": "Education", "teach child": "Education", "work with kid": "Education", "working with kid": "Education", "medical office": "Health informatics", "hospital administration": "Health informatics",
    "medical admin": "Health informatics", "web stuff": "Software development", "app development": "Software development", "code": "Software development", "ai stuff": "Artificial intelligence",
    "manufacturing": "Manufacturing and quality", "nursing": "Nursing and clinical care", "cooking": "Hospitality and food", "restaurants": "Hospitality and food",
}  # fmt: skip
"""What people call a field; it counts where the catalogue has a field with the name on the right."""

OCCUPATIONS: dict[str, str] = {
    "finance analyst": "Financial analyst", "water operator": "Water treatment operator", "waste water operator": "Water treatment operator",
    "mechanic": "Automotive technician", "salesman": "Retail salesperson", "saleswoman": "Retail salesperson", "sales person": "Retail salesperson", "salesperson": "Retail salesperson",
    "shop worker": "Retail salesperson", "receptionist": "Administrative assistant", "office clerk": "Administrative assistant", "office worker": "Administrative assistant",
    "office admin": "Administrative assistant", "customer support agent": "Customer service representative", "call center worker": "Customer service representative",
    "call center operator": "Customer service representative", "bpo associate": "Customer service representative", "bpo agent": "Customer service representative",
    "telephone agent": "Customer service representative", "marketer": "Digital marketing specialist", "marketing person": "Digital marketing specialist", "hr person": "HR generalist",
    "guard": "Security guard", "bouncer": "Security guard", "paramedic": "Emergency medical technician", "ambulance driver": "Emergency medical technician", "warehouse guy": "Warehouse worker",
    "warehouse man": "Warehouse worker", "warehouse hand": "Warehouse worker", "warehouse operator": "Warehouse worker", "picker": "Warehouse worker", "forklift guy": "Forklift operator",
    "help desk guy": "Help desk technician", "it guy": "IT support specialist", "it person": "IT support specialist", "it technician": "IT support specialist", "delivery guy": "Delivery driver",
    "uber driver": "Delivery driver", "lyft driver": "Delivery driver", "taxi driver": "Delivery driver", "data guy": "Data analyst", "cleaning lady": "Housekeeper", "house cleaner": "Housekeeper",
    "cleaner": "Housekeeper", "waitstaff": "Waiter", "kitchen worker": "Cook", "hostess": "Waiter", "substitute teacher": "Elementary school teacher", "factory hand": "Production worker",
    "school teacher": "Elementary school teacher", "builder": "Construction laborer", "junior dev": "Software developer", "java dev": "Software developer", "web dev": "Web developer",
    "hospital receptionist": "Medical receptionist", "hotel receptionist": "Hotel front desk agent", "bank clerk": "Bank teller", "carer": "Home health aide", "game designer": "Game developer",
    "receptionist at hotel": "Hotel front desk agent", "receptionist at dentist": "Medical receptionist", "receptionist at clinic": "Medical receptionist",
    "receptionist at hospital": "Medical receptionist", "receptionist at doctor office": "Medical receptionist", "tier 1 support": "Help desk technician", "tier 2 support": "Help desk technician", "level 1 support": "Help desk technician", "level 2 support": "Help desk technician",
    "trucker": "Truck driver", "lorry driver": "Truck driver", "handyman": "Maintenance technician", "lab nurse": "Registered nurse", "tax accountant": "Accountant",
}  # fmt: skip
"""What people call a job that the catalogue has under another title; it counts where the catalogue lacks the word and has the role on the right."""

WORK_AS: dict[str, str] = {
    "help desk": "Help desk technician", "it support": "IT support specialist", "tech support": "IT support specialist", "desktop support": "Desktop support technician",
    "customer service": "Customer service representative", "customer support": "Customer service representative", "data entry": "Data entry clerk", "devops": "DevOps engineer",
    "helpdesk": "Help desk technician", "it help desk": "Help desk technician", "it helpdesk": "Help desk technician", "it": "IT support specialist",
    "front desk": "Hotel front desk agent", "security": "Security guard", "bookkeeping": "Bookkeeper",
}  # fmt: skip
"""Kinds of work that are said for the job: "working as help desk"."""

FIELD_HINTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"health ?care|medical|medicine|health|hospitals?|clinics?", ("Nursing and clinical care", "Health informatics and administration")),
    (
        r"tech|technology|computers?|computing|computer stuff|electronics|techy",
        ("IT support and networking", "Software development", "Data and analytics", "Cybersecurity"),
    ),
    (
        r"business|corporate|management",
        ("Finance and accounting", "Project management and agile", "Human resources", "Sales and customer success", "Digital marketing"),
    ),
    (
        r"offices?|desk job|paperwork|admin(?:istrative)?(?: work)?|clerical",
        ("Human resources", "Finance and accounting", "Health informatics and administration", "Project management and agile"),
    ),
    (
        r"people|helping (?:people|others)",
        ("Human resources", "Education", "Sales and customer success", "Nursing and clinical care", "Public and non-profit"),
    ),
    (
        r"hands|tools|outdoors|outside|building (?:things|stuff)|fixing (?:things|stuff)|machines?",
        ("Skilled trades and safety", "Manufacturing and quality"),
    ),
    (r"numbers|maths?|spreadsheets", ("Finance and accounting", "Data and analytics")),
    (r"money", ("Finance and accounting",)),
    (r"cars?|trucks? repair|engines?|automotive", ("Skilled trades and safety",)),
    (r"law|legal|justice", ("Public and non-profit",)),
    (r"kids|children|students|school", ("Education",)),
    (r"planet|nature|environmental|green(?: stuff)?|climate change|recycling", ("Sustainability",)),
    (r"art|creative|drawing|creativity|arts", ("UX and design", "Digital marketing")),
    (r"food|chefs?|baking", ("Hospitality and food",)),
    (r"trucks|shipping|warehouses?|driving", ("Supply chain and logistics",)),
    (r"hack(?:ing|ers)?", ("Cybersecurity",)),
    (r"robots?|robotics|chatgpt", ("Artificial intelligence", "Manufacturing and quality")),
)
"""Words by which people answer which field they are after, and the fields that they may mean: to be asked about, never guessed, where there are several."""

SKILL_WORDS: dict[str, str] = {
    "audits": "Auditing", "doing audits": "Auditing",
    "make website": "Web development", "build website": "Web development", "making website": "Web development", "building website": "Web development", "design website": "Web design",
    "make app": "Mobile app development", "build app": "Mobile app development", "building app": "Mobile app development", "making app": "Mobile app development",
    "design video game": "Game development", "make video game": "Game development", "make game": "Game development", "making game": "Game development", "game design": "Game development", "read blueprint": "Blueprint reading", "reading blueprint": "Blueprint reading",
    "blueprint": "Blueprint reading", "fix computer": "Hardware repair", "repair computer": "Hardware repair", "building computer": "Hardware repair", "drawing blood": "Phlebotomy", "draw blood": "Phlebotomy",
    "tax law": "Taxation", "doing tax": "Tax preparation", "filing tax": "Tax preparation", "write grant": "Grant writing", "writing grant": "Grant writing",
    "spreadsheet": "Microsoft Excel", "vlookup": "Microsoft Excel", "illustrator": "Adobe Illustrator", "indesign": "Adobe InDesign", "user research": "UX research", "typing": "Data entry",
    "inventory": "Inventory management", "scheduling people": "Scheduling", "charting": "Clinical documentation", "troubleshooting": "Technical support", "gantt": "Gantt charts",
    "managing people": "Team management", "leading team": "Team management", "managing team": "Team management",
    "social medium": "Social media marketing", "plc": "PLC programming", "drive forklift": "Forklift operation", "driving forklift": "Forklift operation", "edit video": "Video editing", "editing video": "Video editing",
    "solve problem": "Problem solving", "complaint": "Complaint handling", "angry customer": "Complaint handling", "difficult customer": "Complaint handling", "run ad": "Paid advertising", "fix car": "Automotive repair",
    "fixing car": "Automotive repair", "cook food": "Cooking", "run payroll": "Payroll", "running payroll": "Payroll", "cpr": "Basic life support", "emr": "Electronic health records",
    "cold call": "Cold calling", "time sheet": "Timekeeping", "ms office": "Microsoft Office", "google doc": "Microsoft Office", "ai tool": "AI productivity tools", "user testing": "Usability testing",
}  # fmt: skip
"""What people call a skill; it counts where the catalogue lacks the words and has the skill on the right."""

ACTIVITIES: dict[str, str] = {
    "engineer": "engineering", "developer": "development", "manager": "management", "designer": "design", "administrator": "administration", "accountant": "accounting",
    "nurse": "nursing", "teacher": "teaching", "programmer": "programming", "scientist": "science", "architect": "architecture", "marketer": "marketing", "coder": "coding",
    "writer": "writing", "welder": "welding", "planner": "planning", "recruiter": "recruiting", "coordinator": "coordination", "consultant": "consulting", "auditor": "auditing",
    "tester": "testing", "researcher": "research", "driver": "driving", "trainer": "training", "counselor": "counseling", "analyst": "analysis", "technician": "technology",
    "assistant": "assisting", "biller": "billing", "inspector": "inspection", "buyer": "buying", "bookkeeper": "bookkeeping", "therapist": "therapy", "operator": "operation",
}  # fmt: skip
"""What one who does a job does: "data engineer", "data engineering"."""

GUARDED = frozenset(
    """
    go r c d it us access excel word outlook care scratch swift rust spark chef puppet ruby dart julia shell bash sketch assembly unity looker hive pig
    storm flask express react spring rails node angular less sass meta apple oracle target gap visa chase ford delta square stripe slack teams team zoom
    notion monday box indeed act ace aim plus project english spanish french german arabic research typing ethic security sale design training
    teaching writing reading testing basic law art math science health medical business retail energy service management leadership communication strategy
    planning documentation supervision testing office word access project publisher snowflake segment amplitude mode drive docs sheet form forms
    play help support people person operation operations production operation process quality safety data computer technology tech software hardware
    web mobile cloud network networking internet media content video audio photo copy test tests audit tax legal compliance food cooking
    trade trades building construction repair maintenance driving transport delivery shipping logistics warehouse store stock retail customer client
    student teacher school college university education nonprofit government public state federal city local community social work worker working
    prioritization presenting coaching mentoring facilitation negotiation collaboration teamwork prioritisation budgeting
    pilot coach judge minister academic dean potter messenger mason porter butler scout ranger
    iam sap cert aha ama asp cap cia iso map max nec pro sas scala sci sec ssi unix vet vue zapier box canvas blackboard moodle lightning trailhead
    """.split()
)
"""Names of one word that are ordinary words too: they count only where the case or the words around make the name clear."""

UNGUARDED = frozenset(
    """
    python java javascript marketing nursing accounting welding sql linux tableau azure google microsoft ibm cisco salesforce nurse teacher
    electrician plumber cybersecurity finance programming statistics coding networking negotiation leadership teamwork coaching mentoring
    hospitality tourism sustainability manufacturing procurement payroll recruiting recruitment accessibility animation purchasing encryption spreadsheet powerpoint
    tutoring taxation auditing debugging warehousing trucking catering culinary photoshop cryptography epidemiology pharmacology childcare welder accountancy
    entrepreneurship blogging ubuntu debian carpentry roofing ecology encryption telecommunication pharmacy biodiversity dashboard lean
    budgeting logistics accountant lawyer pharmacist hospitality bookkeeping carpentry plumbing photography budgeting facilitation
    """.split()
)
"""Frequent in ordinary English too, yet in these conversations nearly always the name."""

BLOCKED_PHRASES = frozenset(
    {
        ("remote", "work"),
        ("working", "remotely"),
        ("community", "college"),
        ("full", "time"),
        ("part", "time"),
        ("a", "plus"),
        ("quality", "matter"),
        ("job", "description"),
        *(
            ("the", place)
            for place in ("city", "state", "county", "council", "government", "district", "utility", "hospital", "court", "mill")
        ),
    }
)
"""Names of several words that nearly always say something else in a chat; they count in a posting and in an answer about skills."""

CHAT_WORDS = frozenset(
    """
    idk tbh btw lol lmao haha omg imo imho rn asap pls plz thx ty u ur im ive dont cant wont didnt doesnt isnt wasnt arent id ill youre theyre thats
    whats hows wheres gonna wanna gotta kinda sorta lemme gimme dunno yall ya yep yeah nope nah hey hiya ok okay cuz coz bc bcoz tho thru
    abt smth sth sb rlly rly prolly def defo approx asap etc vs wrt fyi aka cert certs course courses bootcamp bootcamps mooc moocs nanodegree microcredential
    microcredentials credential credentials resume linkedin upskill upskilling reskill reskilling wfh hrs hr wks wk mos mo yrs yr usd gbp eur cad aud bucks
    online offline onsite hybrid async covid uni hs ged phd mba bsc msc bs ms bachelors masters gpa faq app apps website signup login email tiktok youtube
    """.split()
)
"""Words of chats that no frequency list knows; they are never taken for a misspelt name."""
