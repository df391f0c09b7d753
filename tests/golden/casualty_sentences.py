"""Casualty sentences with the figures that a careful reader takes from them: (measure, low, high, bound, words of the figure).

Only the measures of harm to people are listed; other figures of a sentence are of no account here. The sentences were
written for this project, in the manner of agencies, armies, rebel spokesmen and local papers of many wars.
"""

Expected = tuple[str, float | None, float | None, str, str]

CASUALTIES: list[tuple[str, list[Expected]]] = [
    (
        "At least 43 people were killed when a barrel bomb struck a market in Maarat al-Numan on Tuesday.",
        [("killed", 43, None, "at_least", "At least 43 people")],
    ),
    (
        "Shelling of the displaced persons camp left 17 dead and more than 60 wounded, medics in El Fasher said.",
        [("killed", 17, 17, "exact", "17"), ("wounded", 60, None, "at_least", "more than 60")],
    ),
    (
        "The junta's jets bombed the village, killing two nuns and a catechist and wounding eight others.",
        [
            ("killed", 2, 2, "exact", "two nuns"),
            ("killed", 1, 1, "exact", "a catechist"),
            ("wounded", 8, 8, "exact", "eight others"),
        ],
    ),
    ("Gunmen on motorcycles shot dead the mayor of Djibo outside his home.", [("killed", 1, 1, "exact", "the mayor")]),
    (
        "The army said nearly 30 insurgents had been eliminated in the Lake Chad basin.",
        [("killed", 30, 30, "about", "nearly 30 insurgents")],
    ),
    (
        "Between 15 and 20 soldiers died in the ambush, according to a hospital source in Gao.",
        [("killed", 15, 20, "between", "Between 15 and 20 soldiers")],
    ),
    ("The death toll from the strike on the maternity ward rose to 26 overnight.", [("killed", 26, 26, "exact", "26")]),
    (
        "No casualties were reported after drones hit an oil depot near Saratov.",
        [("casualties", 0, 0, "exact", "No casualties")],
    ),
    ("Nobody was hurt in the blast, the governor wrote.", [("wounded", 0, 0, "exact", "Nobody")]),
    (
        "The earthquake-like explosion claimed 11 lives and injured scores of dock workers.",
        [("killed", 11, 11, "exact", "11 lives"), ("wounded", None, None, "vague", "scores of dock workers")],
    ),
    (
        "Dozens of civilians were massacred in Moura in late March, survivors told the investigators.",
        [("killed", None, None, "vague", "Dozens of civilians")],
    ),
    ("Rescuers pulled the bodies of six children from the rubble of the school.", [("killed", 6, 6, "exact", "six children")]),
    (
        "Up to 200 fighters may have been killed, a monitoring group said, while the government put the figure at 90.",
        [("killed", None, 200, "at_most", "Up to 200 fighters"), ("killed", 90, 90, "exact", "90")],
    ),
    (
        "Seven people, including three children, were killed by a mine on the road to Kidal.",
        [("killed", 7, 7, "exact", "Seven people"), ("killed", 3, 3, "exact", "three children")],
    ),
    (
        "Twelve were killed and 34 injured, five of them critically, in the attack on the bus.",
        [("killed", 12, 12, "exact", "Twelve"), ("wounded", 34, 34, "exact", "34"), ("wounded", 5, 5, "exact", "five of them")],
    ),
    (
        "The rebels said they had killed and wounded 70 government troops in two days of fighting.",
        [("casualties", 70, 70, "exact", "70 government troops")],
    ),
    ("A policeman was stabbed to death in Hebron on Sunday evening.", [("killed", 1, 1, "exact", "A policeman")]),
    ("Journalist Amina Toure died of her wounds in a Bamako hospital.", [("killed", 1, 1, "exact", "Journalist Amina Toure")]),
    (
        "The murder of four aid workers in Tigray drew condemnation from Madrid.",
        [("killed", 4, 4, "exact", "four aid workers")],
    ),
    (
        "Some 3,400 families have been displaced since the offensive on Sake began.",
        [("displaced", 3400, 3400, "about", "Some 3,400 families")],
    ),
    ("Militants abducted 27 schoolgirls from a dormitory in Zamfara.", [("captured", 27, 27, "exact", "27 schoolgirls")]),
    (
        "Police arrested 112 protesters in Caracas and detained two of their lawyers.",
        [("arrested", 112, 112, "exact", "112 protesters"), ("arrested", 2, 2, "exact", "two of their lawyers")],
    ),
    ("Fewer than 10 marines were lightly wounded, the navy said.", [("wounded", None, 10, "at_most", "Fewer than 10 marines")]),
    (
        "Hundreds of thousands of Tigrayans fled across the Tekeze river.",
        [("displaced", None, None, "vague", "Hundreds of thousands of Tigrayans")],
    ),
    (
        "As many as 150 people are missing after the ferry carrying refugees was shelled.",
        [("missing", None, 150, "at_most", "As many as 150 people")],
    ),
    (
        "Five peacekeepers were killed and another nine wounded by a roadside bomb near Bangui.",
        [("killed", 5, 5, "exact", "Five peacekeepers"), ("wounded", 9, 9, "exact", "another nine")],
    ),
    ("The bombing resulted in the deaths of 31 worshippers.", [("killed", 31, 31, "exact", "31 worshippers")]),
    (
        "Hospital officials counted 48 bodies and about 130 injured.",
        [("killed", 48, 48, "exact", "48 bodies"), ("wounded", 130, 130, "about", "about 130")],
    ),
    (
        "Colonel Hassan Idriss was assassinated by unknown gunmen in Benghazi.",
        [("killed", 1, 1, "exact", "Colonel Hassan Idriss")],
    ),
    ("The blast cost three firefighters their lives.", [("killed", 3, 3, "exact", "three firefighters")]),
    (
        "The cartel's men gunned down a judge, two prosecutors and their driver in Culiacan.",
        [
            ("killed", 1, 1, "exact", "a judge"),
            ("killed", 2, 2, "exact", "two prosecutors"),
            ("killed", 1, 1, "exact", "their driver"),
        ],
    ),
    ("Twenty-five villagers were burned alive in a barn near Beni.", [("killed", 25, 25, "exact", "Twenty-five villagers")]),
    ("Around a dozen passengers suffered minor injuries.", [("wounded", 12, 12, "about", "Around a dozen passengers")]),
    (
        "The brigade lost 14 men, its commander admitted, and 40 were taken prisoner.",
        [("killed", 14, 14, "exact", "14 men"), ("captured", 40, 40, "exact", "40")],
    ),
    (
        "Two killed, over 40 injured in car bomb blast in Mogadishu",
        [("killed", 2, 2, "exact", "Two"), ("wounded", 40, None, "at_least", "over 40")],
    ),
    (
        "Three suicide bombers killed at least two guards at the gate of the base.",
        [("killed", 2, None, "at_least", "at least two guards")],
    ),
    (
        "The war has left an estimated 300,000 people dead and displaced more than six million.",
        [
            ("killed", 300000, 300000, "about", "an estimated 300,000 people"),
            ("displaced", 6000000, None, "at_least", "more than six million"),
        ],
    ),
    (
        "Two teachers were among those killed when the wall of the school came down.",
        [("killed", 2, 2, "exact", "Two teachers")],
    ),
    (
        "Artillery fire on Stepanakert claimed the lives of a father and his two sons.",
        [("killed", 1, 1, "exact", "a father"), ("killed", 2, 2, "exact", "two sons")],
    ),
    (
        "Seven of the kidnapped priests have been released, but one was found dead near Enugu.",
        [("captured", 7, 7, "exact", "Seven of the kidnapped priests"), ("killed", 1, 1, "exact", "one")],
    ),
]

NO_CASUALTIES: list[str] = [
    "The 36th brigade took up positions 12 kilometres west of Marib.",
    "Lawmakers approved 61 billion dollars in military aid after six months of delay.",
    "More than 5,000 troops and 200 armoured vehicles were sent to the border.",
    "The convoy of 43 trucks carried 900 tonnes of flour to Jabalia.",
    "Rebels seized four villages and 300 square kilometres of farmland in Ituri.",
    "Two M-16 rifles, a T-72 tank and 3,000 rounds of ammunition were found.",
    "On 14 February 2021 about 60 flights left Kabul.",
    "The president, 71, has ruled for 22 years.",
    "Resolution 1701 was passed by 15 votes to none.",
    "A strike of this kind could kill hundreds of people, the mayor warned.",
    "The militia threatened to execute 20 hostages if the ransom was not paid.",
    "Interceptors shot down 31 of 36 drones launched at Odesa.",
    "The army destroyed 12 pickup trucks and three howitzers near Sirte.",
    "Turnout reached 58 percent in 40 of the 52 districts.",
    "The six-day ceasefire began at 7 a.m. and covers two provinces.",
    "Some 1.2 million people live within 50 miles of the front line.",
    "Doctors treated 15 cases of cholera a day in the three camps.",
    "Highway 5 has been closed for 10 days between the two towns.",
    "The talks in Jeddah brought together 14 delegations.",
    "If the dam breaks, 80 villages would be flooded.",
]  # fmt: skip
