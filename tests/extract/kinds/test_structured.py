"""What only structured data says is added; what the article says already is not doubled."""

from __future__ import annotations

import pytest

from clipper.extract import tree
from clipper.extract.kinds import additions
from clipper.extract.metadata import Metadata

RECIPE = {
    "@type": "Recipe",
    "recipeIngredient": ["200 g of flour", "2 eggs", "a pinch of salt from the pier"],
    "recipeInstructions": [
        {
            "@type": "HowToSection",
            "itemListElement": [{"@type": "HowToStep", "text": "Beat the eggs until they foam."}],
        },
        {"@type": "HowToStep", "text": "Fold in the flour &amp; bake for an hour."},
    ],
}
DESCRIPTION = (
    "A rope of three strands, laid by hand in the rope walk behind the pier, which does not kink when wet."
)


def added(node, text="", *, language="en", kind=""):
    metadata = Metadata(language=language, structured=tuple(node if isinstance(node, list) else [node]))
    return [(one.tag, tree.words(one)) for one in additions(metadata, text, kind)]


def test_a_recipe_whose_steps_are_only_in_data_gets_them_under_a_heading_in_its_language():
    assert added(RECIPE, language="fr-CA") == [
        ("h2", "Ingrédients"),
        ("ul", "200 g of flour 2 eggs a pinch of salt from the pier"),
        ("h2", "Préparation"),
        ("ol", "Beat the eggs until they foam. Fold in the flour & bake for an hour."),
    ]


def test_a_recipe_that_the_page_shows_is_not_doubled():
    shown = (
        "Flour, 200 g of flour. Take 2 eggs, a pinch of salt from the pier. BEAT the eggs — until they foam! "
    )
    assert added(RECIPE, shown + "Fold in the flour & bake for an hour.") == []


def test_only_what_is_missing_of_a_recipe_is_added():
    shown = "200 g of flour, 2 eggs, a pinch of salt from the pier"
    assert [tag for tag, _ in added(RECIPE, shown)] == ["h2", "ol"]


def test_steps_in_one_string_become_a_list():
    node = {
        "@type": "Recipe",
        "recipeInstructions": "<p>Beat the eggs.</p>\n<p>Bake them for an hour or so.</p>",
    }
    assert added(node)[1] == ("ol", "Beat the eggs. Bake them for an hour or so.")


def test_a_product_gets_its_description_and_its_details_as_a_table():
    node = {
        "@type": "Product",
        "description": f"<b>{DESCRIPTION}</b>",
        "material": "hemp",
        "additionalProperty": [{"name": "Length", "value": 40, "unitText": "m"}],
    }
    assert added(node, "A rope. 12 €") == [("p", DESCRIPTION), ("table", "Length 40 Material hemp")]
    assert added(node, f"A rope. {DESCRIPTION} Length 40 Material hemp") == []


def test_a_description_of_another_kind_of_page_is_left_out():
    assert added({"@type": "Product", "description": DESCRIPTION}, kind="service") == []
    assert added({"@type": "VideoObject", "description": DESCRIPTION}, kind="article") == []
    assert added({"@type": "VideoObject", "description": DESCRIPTION}, kind="video") == [("p", DESCRIPTION)]


def test_answers_that_a_page_keeps_shut_are_added_with_their_questions():
    answer = (
        "Only when the wind blows from the north-east, because then the boards lift and nobody can stand."
    )
    node = {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": "Is the pier ever shut?", "acceptedAnswer": {"text": answer}}
        ],
    }
    assert added(node) == [("h3", "Is the pier ever shut?"), ("p", answer)]
    assert added(node, f"Is the pier ever shut? {answer}") == []


def test_an_event_says_when_and_where():
    node = {
        "@type": "MusicEvent",
        "startDate": "2025-09-20T10:00+02:00",
        "endDate": "2025-09-20T16:00+02:00",
        "location": {"name": "The pier", "address": {"streetAddress": "Quay 1", "addressLocality": "Wick"}},
    }
    assert added(node, "Come and sing.") == [
        ("table", "Date 2025-09-20 10:00 – 16:00 Place The pier, Quay 1, Wick")
    ]


def test_texts_in_scripts_without_spaces_are_compared_too():
    text = (
        "这座码头是用橡木建成的，长两百米，每年春天都要由港口的木匠重新修补一遍，直到没有人再愿意修为止。" * 2
    )
    node = {"@type": "Product", "description": text}
    assert added(node)
    assert added(node, f"关于码头。{text}") == []


def test_a_page_with_many_products_is_about_none_of_them():
    assert added([{"@type": "Product", "description": f"{DESCRIPTION} {n}"} for n in range(5)]) == []


@pytest.mark.parametrize(
    "odd", [None, 7, "text", [], [[]], {"@type": 3}, {"@value": {}}, [{"text": [1]}], True]
)
def test_odd_data_does_no_harm(odd):
    for name in ("Recipe", "Product", "FAQPage", "MusicEvent", "VideoObject", "HowTo", "JobPosting"):
        node = dict.fromkeys(
            (
                "description",
                "recipeIngredient",
                "recipeInstructions",
                "mainEntity",
                "additionalProperty",
                "location",
            ),
            odd,
        )
        added({"@type": name, **node, "startDate": odd, "step": odd, "transcript": odd})


def test_what_data_says_is_text_and_nothing_that_runs():
    node = {
        "@type": "Product",
        "description": f"{DESCRIPTION}<script>alert(1)</script><img src=x onerror=alert(1)>",
    }
    ((tag, said),) = added(node)
    assert tag == "p"
    assert "<" not in said
