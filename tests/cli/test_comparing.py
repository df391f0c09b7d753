"""kg missing says what sources do not tell, kg diff what two graphs do not agree on."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Ran

Kg = Callable[..., Ran]


def test_what_a_source_does_not_tell_is_told_source_by_source(kg: Kg, seed_graph: Path) -> None:
    first, _, second = kg("missing", seed_graph).out.partition("seed002\n")
    assert first.startswith("seed000\n  does not say its author, published, publisher, title, url\n")
    assert "has no figure for the losses of RU, UA" in first
    assert "has no figure for the losses of RU\n" in second
    assert "does not say as of when: “around 2,000 kilometers” (area, 58)" in second


def test_what_is_missing_can_be_asked_of_one_source_and_as_json(kg: Kg, seed_graph: Path) -> None:
    found = json.loads(kg("missing", seed_graph, "--source", "seed002", "--json").out)
    assert {one["source"] for one in found} == {"seed002"}
    losses = next(one for one in found if one["question"] == "sides-without-figures")
    assert losses["missing"] == ["RU"]


def test_a_source_with_one_partys_claims_only_is_named(kg: Kg, wide_graph: Path) -> None:
    assert "has claims of one country's speakers only: " in kg("missing", wide_graph, "--source", "sahel.txt").out


def test_a_graph_does_not_differ_from_itself(kg: Kg, seed_graph: Path) -> None:
    ran = kg("diff", seed_graph, seed_graph)
    assert (ran.code, ran.out, ran.line) == (0, "", "no difference")


def test_what_a_source_brought_is_told_in_words(kg: Kg, seed_graph: Path, wide_graph: Path) -> None:
    ran = kg("diff", seed_graph, wide_graph)
    assert ran.code == 1
    assert "+ document sudan.txt\n" in ran.out
    assert "~ entity entity/place/geonames-2017370" in ran.out, "Russia is named in one more"
    assert "- document" not in ran.out
    assert "documents new" in ran.err
    back = kg("diff", wide_graph, seed_graph)
    assert "- document sudan.txt\n" in back.out


def test_a_decision_shows_as_what_it_changed(kg: Kg, seed_graph: Path, tmp_path: Path) -> None:
    other = shutil.copytree(seed_graph, tmp_path / "other.kg", symlinks=True)
    kg("decide", "correct", "entity/place/geonames-703448", "name=Kyjiw", "--who", "Ana", "-g", other)
    found = json.loads(kg("diff", seed_graph, other, "--json").out)
    named = next(one for one in found if one["kind"] == "entity")
    assert (named["what"], named["name"]) == ("changed", "entity/place/geonames-703448")
    assert "+name Kyjiw" in named["details"]
    assert [one["what"] for one in found if one["kind"] == "decision"] == ["new"]


def test_a_claim_that_has_another_number_is_changed_and_says_how(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    text = "Shells fell on Kassala on Monday. The health ministry said 14 people were killed in the market."
    for name, words in (("one", text), ("two", text.replace("14 people", "19 people"))):
        (tmp_path / "a" / "report.txt").write_text(words, encoding="utf-8")
        assert kg("build", tmp_path / "a", "--out", tmp_path / f"{name}.kg").code == 0
    out = kg("diff", tmp_path / "one.kg", tmp_path / "two.kg").out
    assert "~ document report.txt (-version " in out
    assert "“14 people”" in next(line for line in out.splitlines() if line.startswith("- claim report.txt: "))
    assert "“19 people”" in next(line for line in out.splitlines() if line.startswith("+ claim report.txt: "))


def test_a_timeline_says_what_happened_when_and_how_much_has_no_day(kg: Kg, wide_graph: Path) -> None:
    ran = kg("timeline", wide_graph)
    dated = [line for line in ran.out.splitlines() if line[:2] == "20"]
    assert dated == sorted(dated)
    assert f"{len(dated)} events" in ran.out
    whole = json.loads(kg("timeline", wide_graph, "--undated", "--json").out)
    assert ran.line.startswith(f"{len(whole) - len(dated)} more events have no day")


def test_the_dead_of_two_sides_are_told_apart(kg: Kg, tmp_path: Path) -> None:
    text = (
        "Rebels ambushed an army convoy near the town of Kassala on 11 April 2024. At least nine soldiers were killed in the "
        "ambush, officials said. The army said 40 rebel fighters had been killed in the ambush."
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text(text, encoding="utf-8")
    assert kg("build", tmp_path / "a", "--out", tmp_path / "a.kg").code == 0
    [ambush] = [one for one in json.loads(kg("timeline", tmp_path / "a.kg", "--json").out) if one["event"] == "Ambush"]
    assert ambush["dead"] == "40 fighter, 9 soldier"
    assert "(1 source; killed: 40 fighter, 9 soldier)" in " ".join(kg("timeline", tmp_path / "a.kg").out.split())


def test_the_graph_may_stand_behind_g_in_every_command(kg: Kg, seed_graph: Path) -> None:
    for command in ("info", "missing", "timeline", "verify"):
        assert kg(command, "-g", seed_graph).out == kg(command, seed_graph).out
    assert kg("info", f"--graph={seed_graph}").code == 0
