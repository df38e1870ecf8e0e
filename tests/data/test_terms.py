"""The dictionary of the search, and its faults."""

from __future__ import annotations

from pathlib import Path

import generator
from generator.data.files.reading import Faults
from generator.data.site.terms import Terms, read_terms


def test_the_sample_knows_older_words(root: Path) -> None:
    terms = generator.load(root).terms
    said = {term.use: term.also for term in terms.words}
    assert "立项依据" in said["设定依据"]
    assert "值周" in said["周值班"]
    assert "吗" in terms.noise


def test_without_a_dictionary_there_is_none(tmp_path: Path) -> None:
    assert read_terms(tmp_path, Faults(tmp_path)) == Terms()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/terms.yml").write_text(
        "words:\n"
        "  - {use: 补领, also: [补办, 补办]}\n"
        "  - {use: 补领, also: [丢了]}\n"
        "  - {use: 换领, also: [换领]}\n"
        "noise: [丢了]\n",
        encoding="utf-8",
    )
    faults = Faults(tmp_path)
    read_terms(tmp_path, faults)
    said = [str(fault) for fault in faults.found]
    assert len(said) == 4
    assert "docs/terms.yml:2" in said[0]
    assert "“补办”重复" in said[0]
    assert "“补领”已经写过" in said[1]
    assert "“换领”重复" in said[2]
    assert "“丢了”也是 words 里的词" in said[3]
