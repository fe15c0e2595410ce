from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vectorstore.embedder import (
    SHIPPED_MODEL,
    SentenceTransformerEmbedder,
    load_embedder,
    shipped_model_folder,
)
from vectorstore.ports import BackendUnavailable, Embedder
from vectorstore.static_embedder import StaticEmbedder, is_static_model

TEXTS = [
    "国家级经济技术开发区亩均税收不低于30万元／亩。",
    "",
    "Administrative Measures for Industrial Parks, 2024",
    "，。！　\n",
    "𠮷野家𪚥👨‍👩‍👧",
    "ＡＩ企业的Ｒ＆Ｄ经费Ａ类 e\u0301té",
    "\x00\ufeff",
    "高新技术企业认定" * 400,
]


@pytest.fixture(scope="module")
def shipped() -> StaticEmbedder:
    return StaticEmbedder(shipped_model_folder())


@pytest.fixture(scope="module")
def tiny_transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random two-layer BERT over single characters, saved by sentence-transformers."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast, set_seed

    set_seed(7)
    plain, folder = tmp_path_factory.mktemp("plain"), tmp_path_factory.mktemp("models") / "tiny-bert"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"亩均税收开发区企业认定问答："]
    (plain / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(vocab=str(plain / "vocab.txt")).save_pretrained(plain)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    BertModel(config).save_pretrained(plain)
    body = Transformer(str(plain))
    model = SentenceTransformer(modules=[body, Pooling(body.get_embedding_dimension())], device="cpu")
    model.save(str(folder), create_model_card=False)
    return folder


def _with_prompts(folder: Path, copy: Path, prompts: dict[str, str]) -> Path:
    shutil.copytree(folder, copy)
    file = copy / "config_sentence_transformers.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"prompts": prompts}), encoding="utf-8")
    return copy


def test_the_shipped_model_gives_the_vectors_of_sentence_transformers(shipped: StaticEmbedder) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(shipped_model_folder()), device="cpu", local_files_only=True)
    expected = np.asarray(model.encode(TEXTS, normalize_embeddings=True))
    assert shipped.dimension == model.get_embedding_dimension()
    np.testing.assert_allclose(shipped.embed_documents(TEXTS), expected, atol=1e-3)


def test_vectors_have_length_one_and_a_text_without_tokens_is_a_zero_row(shipped: StaticEmbedder) -> None:
    lengths = np.linalg.norm(shipped.embed_documents(TEXTS), axis=1)
    np.testing.assert_allclose(lengths, [1, 0, 1, 0, lengths[4], 1, 0, 1], atol=1e-5)
    assert not shipped.embed_query("").any()


def test_no_texts_give_an_empty_matrix(shipped: StaticEmbedder) -> None:
    assert shipped.embed_documents([]).shape == (0, shipped.dimension)


def test_a_text_has_the_same_vector_alone_and_in_any_batch(shipped: StaticEmbedder) -> None:
    many = shipped.embed_documents(TEXTS * 100)
    assert many.dtype == np.float32
    for row, text in zip(many[-len(TEXTS) :], TEXTS, strict=True):
        np.testing.assert_allclose(row, shipped.embed_query(text), atol=1e-5)


@pytest.mark.parametrize(
    ("query", "near", "far"),
    [
        ("亩均税收要求是多少", "单位面积土地年纳税额应当达到规定标准", "幼儿园教师应当取得资格证书"),
        ("企业可以免缴哪些费用", "对符合条件的企业免征行政事业性收费", "野生动物保护名录由主管部门制定"),
        ("tax reduction for enterprises", "企业减征税款", "道路交通安全"),
        ("ＴＡＸ　reduction", "tax reduction", "traffic safety"),
    ],
)
def test_a_question_is_nearer_to_the_clause_on_its_subject(
    query: str, near: str, far: str, shipped: StaticEmbedder
) -> None:
    question = shipped.embed_query(query)
    assert question @ shipped.embed_query(near) > question @ shipped.embed_query(far)


def test_the_name_tells_the_folder_and_changes_with_the_weights(shipped: StaticEmbedder, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    copy = tmp_path / SHIPPED_MODEL
    shutil.copytree(shipped_model_folder(), copy)
    assert StaticEmbedder(copy).name == shipped.name
    assert shipped.name.startswith(f"{SHIPPED_MODEL}@")
    (weights,) = copy.rglob("model.safetensors")
    tensors = load_file(weights)
    tensors["embeddings"][5, 0] ^= 1
    save_file(tensors, weights)
    assert StaticEmbedder(copy).name != shipped.name


def test_the_layout_that_sentence_transformers_saves_is_read_too(shipped: StaticEmbedder, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    SentenceTransformer(str(shipped_model_folder()), device="cpu").save(str(tmp_path / "saved"))
    saved = load_embedder(str(tmp_path / "saved"))
    assert isinstance(saved, StaticEmbedder)
    np.testing.assert_allclose(saved.embed_documents(TEXTS), shipped.embed_documents(TEXTS), atol=1e-6)


def test_the_shipped_folder_stays_small() -> None:
    assert sum(file.stat().st_size for file in shipped_model_folder().rglob("*")) <= 25_000_000


def test_the_shipped_model_opens_without_torch_or_sentence_transformers() -> None:
    script = (
        "import sys; from vectorstore.embedder import load_embedder; load_embedder().embed_query('税收');"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_model_named_means_the_shipped_one(shipped: StaticEmbedder) -> None:
    embedder: Embedder = load_embedder()
    assert isinstance(embedder, StaticEmbedder)
    assert embedder.name == shipped.name


def test_a_query_prefix_is_put_before_queries_only(shipped: StaticEmbedder, tiny_transformer: Path) -> None:
    for folder in (shipped_model_folder(), tiny_transformer):
        plain, prefixed = load_embedder(str(folder)), load_embedder(str(folder), query_prefix="问：")
        np.testing.assert_allclose(prefixed.embed_query("税收"), plain.embed_query("问：税收"), atol=1e-5)
        assert not np.allclose(prefixed.embed_query("税收"), plain.embed_query("税收"), atol=1e-3)
        np.testing.assert_allclose(prefixed.embed_documents(["税收"]), plain.embed_documents(["税收"]), atol=1e-5)
        assert prefixed.name == plain.name


def test_a_transformer_folder_opens_through_sentence_transformers(tiny_transformer: Path) -> None:
    embedder = load_embedder(str(tiny_transformer))
    assert isinstance(embedder, SentenceTransformerEmbedder)
    assert embedder.dimension == 16
    assert embedder.name.startswith("tiny-bert@")
    vectors = embedder.embed_documents(["亩均税收", "企业认定", "𠮷"])
    assert vectors.shape == (3, 16)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(embedder.embed_query("企业认定"), vectors[1], atol=1e-5)
    assert embedder.embed_documents([]).shape == (0, 16)


def test_the_models_own_prompts_are_used_and_a_query_prefix_replaces_one(
    tiny_transformer: Path, tmp_path: Path
) -> None:
    plain = load_embedder(str(tiny_transformer))
    folder = _with_prompts(tiny_transformer, tmp_path / "tiny-bert", {"query": "问：", "document": "答："})
    prompted = load_embedder(str(folder))
    np.testing.assert_allclose(prompted.embed_query("税收"), plain.embed_query("问：税收"), atol=1e-5)
    np.testing.assert_allclose(prompted.embed_documents(["税收"])[0], plain.embed_query("答：税收"), atol=1e-5)
    replaced = load_embedder(str(folder), query_prefix="企业")
    np.testing.assert_allclose(replaced.embed_query("税收"), plain.embed_query("企业税收"), atol=1e-5)
    assert prompted.name != plain.name


def test_a_static_folder_with_prompts_is_not_taken_by_the_fast_path(tmp_path: Path) -> None:
    assert is_static_model(shipped_model_folder())
    assert not is_static_model(_with_prompts(shipped_model_folder(), tmp_path / "copy", {"query": "问："}))
    assert not is_static_model(tmp_path)


@pytest.mark.parametrize("model", ["/no/such/folder", "nobody/no-such-model", "~/没有"])
def test_a_missing_model_is_one_line_that_says_what_to_do(model: str) -> None:
    with pytest.raises(BackendUnavailable, match="请把模型文件夹复制到本机") as caught:
        load_embedder(model)
    assert model in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_damaged_static_model_is_one_line_that_names_the_folder(tmp_path: Path) -> None:
    copy = tmp_path / "damaged"
    shutil.copytree(shipped_model_folder(), copy)
    (weights,) = copy.rglob("model.safetensors")
    weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(BackendUnavailable, match="damaged") as caught:
        load_embedder(str(copy))
    assert "\n" not in str(caught.value)
