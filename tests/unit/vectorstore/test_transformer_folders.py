"""Folders of transformer models through the real loading path, held against transformers alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_models import (
    LENGTH,
    edited,
    pickled,
    plain_bert,
    plain_cross_encoder,
    plain_roberta,
    sentence_model,
    token_states,
    unit,
    without_weights,
)

from vectorstore.embedder import (
    SentenceTransformerEmbedder,
    describe_embedder,
    load_embedder,
    shipped_model_folder,
)
from vectorstore.ports import BackendUnavailable

TEXTS = ["亩均税收不低于万元", "企业认定", "国家级开发区的企业" * 6]
POOLINGS = {
    "cls": lambda states: states[0],
    "mean": lambda states: states.mean(axis=0),
    "lasttoken": lambda states: states[-1],
    "max": lambda states: states.max(axis=0),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plain_bert(tmp_path_factory.mktemp("plain") / "tiny-bert")


@pytest.fixture(scope="module")
def mean(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never written to."""
    return sentence_model(plain, tmp_path_factory.mktemp("mean") / "tiny-bert", "mean")


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to / folder.name)
    return to / folder.name


def opened(folder: Path, **settings: Any) -> SentenceTransformerEmbedder:
    embedder = load_embedder(str(folder), **settings)
    assert isinstance(embedder, SentenceTransformerEmbedder)
    return embedder


@pytest.mark.parametrize("pooling", POOLINGS)
def test_vectors_are_pooled_as_the_folder_says(pooling: str, plain: Path, tmp_path: Path) -> None:
    folder = sentence_model(plain, tmp_path / "tiny", pooling)
    embedder = opened(folder)
    expected = [unit(POOLINGS[pooling](token_states(plain, text))) for text in TEXTS]
    np.testing.assert_allclose(embedder.embed_documents(TEXTS), expected, atol=1e-5)
    np.testing.assert_allclose(embedder.embed_query(TEXTS[0]), expected[0], atol=1e-5)
    assert pooling in describe_embedder(embedder)
    assert f"最长 {LENGTH} 个词元" in embedder.description


def test_a_pooling_in_the_older_spelling_is_read(plain: Path, tmp_path: Path) -> None:
    folder = sentence_model(plain, tmp_path / "tiny", "mean")
    older = {"pooling_mode": None, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    edited(folder, "1_Pooling/config.json", embedding_dimension=None, word_embedding_dimension=32, **older)
    expected = unit(token_states(plain, TEXTS[0])[0])
    np.testing.assert_allclose(opened(folder).embed_query(TEXTS[0]), expected, atol=1e-5)


def test_a_plain_folder_is_pooled_by_the_mean_and_says_that_this_is_a_guess(
    plain: Path, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = opened(plain)
    expected = [unit(token_states(plain, text).mean(axis=0)) for text in TEXTS]
    np.testing.assert_allclose(embedder.embed_documents(TEXTS), expected, atol=1e-5)
    assert "平均 mean（文件夹没有 modules.json，这是推定的" in embedder.description
    assert [record.getMessage() for record in caplog.records if "这是推定的" in record.getMessage()]


@pytest.mark.parametrize("document", ["document", "passage", "corpus"])
def test_queries_and_passages_get_the_prompts_of_the_folder(document: str, plain: Path, tmp_path: Path) -> None:
    prompts = {"query": "问：", document: "答："}
    folder = sentence_model(plain, tmp_path / "tiny", "cls", prompts, default_prompt_name="query")
    embedder = opened(folder)
    np.testing.assert_allclose(embedder.embed_query("税收"), unit(token_states(plain, "问：税收")[0]), atol=1e-5)
    passages = embedder.embed_documents(["税收"])
    np.testing.assert_allclose(passages[0], unit(token_states(plain, "答：税收")[0]), atol=1e-5)
    assert "查询前缀“问：”" in embedder.description
    assert "段落前缀“答：”" in embedder.description


def test_a_prompt_for_queries_alone_is_not_put_before_passages(plain: Path, tmp_path: Path) -> None:
    folder = sentence_model(plain, tmp_path / "tiny", "cls", {"query": "问："}, default_prompt_name="query")
    passages = opened(folder).embed_documents(["税收"])
    np.testing.assert_allclose(passages[0], unit(token_states(plain, "税收")[0]), atol=1e-5)


def test_a_prompt_that_the_pooling_leaves_out_is_read_and_not_pooled(plain: Path, tmp_path: Path) -> None:
    folder = sentence_model(plain, tmp_path / "tiny", "mean", {"query": "问："}, include_prompt=False)
    states = token_states(plain, "问：税收")
    # [CLS] 问 ： 税 收 [SEP]: the classification token counts as part of the prompt.
    np.testing.assert_allclose(opened(folder).embed_query("税收"), unit(states[3:].mean(axis=0)), atol=1e-5)


def test_further_layers_and_a_cut_dimension_are_kept_and_vectors_have_length_one(plain: Path, tmp_path: Path) -> None:
    dense = opened(sentence_model(plain, tmp_path / "dense", "mean", dense=True))
    cut = opened(sentence_model(plain, tmp_path / "cut", "mean", normalize=True, truncate_dim=5))
    assert (dense.dimension, cut.dimension) == (8, 5)
    for embedder in (dense, cut):
        vectors = embedder.embed_documents(TEXTS)
        assert vectors.shape == (len(TEXTS), embedder.dimension)
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    expected = unit(token_states(plain, TEXTS[1]).mean(axis=0)[:5])
    np.testing.assert_allclose(cut.embed_query(TEXTS[1]), expected, atol=1e-5)


def test_a_longer_text_is_cut_at_the_length_that_the_folder_states(mean: Path, plain: Path, tmp_path: Path) -> None:
    folder = edited(copied(mean, tmp_path), "sentence_bert_config.json", max_seq_length=6)
    embedder = opened(folder)
    expected = unit(token_states(plain, TEXTS[2], most=6).mean(axis=0))
    np.testing.assert_allclose(embedder.embed_query(TEXTS[2]), expected, atol=1e-5)
    assert "最长 6 个词元" in embedder.description
    assert embedder.name != opened(mean).name


def test_a_model_that_numbers_positions_from_two_reads_a_text_longer_than_its_table(tmp_path: Path) -> None:
    embedder = opened(plain_roberta(tmp_path / "tiny-roberta"))
    assert np.isfinite(embedder.embed_query("税收" * LENGTH)).all()
    assert f"最长 {LENGTH - 2} 个词元" in embedder.description


def test_half_precision_is_read_and_computed_in_single(plain: Path, tmp_path: Path) -> None:
    from transformers import BertModel

    half = copied(plain, tmp_path)
    BertModel.from_pretrained(plain).half().save_pretrained(half)
    expected = [unit(token_states(half, text).mean(axis=0)) for text in TEXTS]
    vectors = opened(half).embed_documents(TEXTS)
    np.testing.assert_allclose(vectors, expected, atol=1e-5)
    assert opened(half).name != opened(plain).name


def test_the_name_changes_with_whatever_changes_the_vectors_of_passages(
    mean: Path, plain: Path, tmp_path: Path
) -> None:
    variants = {
        "pooling": sentence_model(plain, tmp_path / "a" / "tiny-bert", "cls"),
        "weights": sentence_model(plain_bert(tmp_path / "other", seed=8), tmp_path / "b" / "tiny-bert", "mean"),
        "prompt": sentence_model(plain, tmp_path / "c" / "tiny-bert", "mean", {"document": "答："}),
        "dimension": sentence_model(plain, tmp_path / "d" / "tiny-bert", "mean", truncate_dim=16),
        "guess": plain,
    }
    names = {what: opened(folder).name for what, folder in variants.items()} | {"mean": opened(mean).name}
    assert len(set(names.values())) == len(names), names
    assert all(name.startswith("tiny-bert@") for name in names.values())


def test_the_name_is_the_same_for_a_copy_and_with_another_query_prompt(mean: Path, tmp_path: Path) -> None:
    copy = copied(mean, tmp_path)
    (copy / "README.md").write_text("a copy", encoding="utf-8")
    edited(copy, "config_sentence_transformers.json", prompts={"query": "问："})
    assert opened(copy).name == opened(mean).name


def test_the_name_does_not_change_from_one_loading_to_the_next_where_an_unused_layer_is_missing(
    plain: Path, tmp_path: Path
) -> None:
    folder = without_weights(copied(plain, tmp_path), "pooler.")
    assert opened(folder).name == opened(folder).name
    np.testing.assert_allclose(
        opened(folder).embed_query("税收"), unit(token_states(plain, "税收").mean(axis=0)), atol=1e-5
    )


def without(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).unlink()
    return folder


def with_module(folder: Path, kind: str) -> Path:
    """The folder with a last module of this class, for which it brings the code along."""
    file = folder / "modules.json"
    listed = json.loads(file.read_text())
    file.write_text(json.dumps([*listed, {"idx": 2, "name": "2", "path": "2_Own", "type": kind}]), encoding="utf-8")
    (folder / "2_Own").mkdir()
    return folder


def with_code(folder: Path) -> Path:
    """The folder with code of its own, that leaves a trace where it is executed."""
    trace = folder.parent / "executed"
    code = f"open({str(trace)!r}, 'w').close()\nclass Own:\n    pass\n"
    for name in ("modeling_own.py", "configuration_own.py", "custom.py"):
        (folder / name).write_text(code, encoding="utf-8")
    return folder


def own_architecture(folder: Path) -> Path:
    kinds = {"AutoConfig": "configuration_own.Own", "AutoModel": "modeling_own.Own"}
    return edited(with_code(folder), "config.json", model_type="own", auto_map=kinds)


def own_tokenizer(folder: Path) -> Path:
    own = {"AutoTokenizer": ["custom.Own", None]}
    edited(with_code(folder), "tokenizer_config.json", tokenizer_class="Own", auto_map=own)
    return edited(folder, "config.json", model_type="own", auto_map={"AutoConfig": "configuration_own.Own"})


REFUSED = {
    "a class of its own among the modules": (lambda folder: with_module(with_code(folder), "custom.Own"), "不执行"),
    "an installed class among the modules": (lambda folder: with_module(folder, "http.server.HTTPServer"), "不执行"),
    "an architecture of its own": (own_architecture, "不执行模型文件夹里的任何代码"),
    "a tokenizer of its own": (own_tokenizer, "不执行模型文件夹里的任何代码"),
    "no tokenizer": (lambda folder: without(folder, "tokenizer.json", "vocab.txt"), "没有词表"),
    "pickled weights": (pickled, "权重只有 pytorch_model.bin，知策只读 safetensors"),
    "no weights": (lambda folder: without(folder, "model.safetensors"), "没有权重文件"),
    "no configuration": (lambda folder: without(folder, "config.json"), "没有 config.json"),
    "a copy without the list of modules": (lambda folder: without(folder, "modules.json"), "没有复制完整"),
    "weights cut off": (
        lambda folder: (folder / "model.safetensors").write_bytes(b"\x08" + b"\0" * 40) and folder,
        "读不出来",
    ),
    "a layer without weights": (lambda folder: without_weights(folder, "layer.1.attention"), "权重文件不完整"),
    "a list of modules that is none": (
        lambda folder: (folder / "modules.json").write_text("{}", encoding="utf-8") and folder,
        "配置文件读不出来",
    ),
    "configuration that is no JSON": (
        lambda folder: (folder / "config.json").write_bytes(b"\xff{") and folder,
        "配置文件读不出来",
    ),
    "an adapter": (
        lambda folder: (folder / "adapter_config.json").write_text("{}", encoding="utf-8") and folder,
        "PEFT 适配器",
    ),
    "another kind of model": (
        lambda folder: edited(folder, "config_sentence_transformers.json", model_type="SparseEncoder"),
        "它是 SparseEncoder",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_cannot_be_loaded_as_it_was_meant_is_refused_with_one_line(
    fault: str, mean: Path, plain: Path, tmp_path: Path
) -> None:
    spoil, problem = REFUSED[fault]
    folder = copied(mean, tmp_path)
    shutil.copy(plain / "vocab.txt", folder)
    spoil(folder)
    with pytest.raises(BackendUnavailable, match=problem) as caught:
        load_embedder(str(folder))
    message = str(caught.value)
    assert str(folder) in message
    assert "\n" not in message
    assert len(message) < 500
    assert not (tmp_path / "executed").exists()


def test_pickled_weights_of_a_further_layer_are_refused(plain: Path, tmp_path: Path) -> None:
    folder = pickled(sentence_model(plain, tmp_path / "tiny", "mean", dense=True), "2_Dense")
    with pytest.raises(BackendUnavailable, match="只读 safetensors"):
        load_embedder(str(folder))


def test_a_cross_encoder_is_no_embedder(tmp_path: Path) -> None:
    with pytest.raises(BackendUnavailable, match="给文本打分的模型（BertForSequenceClassification）"):
        load_embedder(str(plain_cross_encoder(tmp_path / "tiny")))


WITHOUT_SOCKETS = """
import os, socket, sys
os.environ.pop("HF_HUB_OFFLINE", None)
tried = []
def refuse(*arguments, **named):
    tried.append(arguments)
    raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
from vectorstore.embedder import load_embedder
from vectorstore.ports import BackendUnavailable
for model in sys.argv[1:]:
    try:
        embedder = load_embedder(model)
        print(embedder.name.split("@")[0], embedder.embed_documents(["税收"]).shape)
    except BackendUnavailable:
        print("unavailable")
print(len(tried))
"""


def test_no_model_opens_a_socket_whether_it_is_a_folder_or_cached_or_missing(
    plain: Path, mean: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own, without the variable that takes the libraries off line."""
    cached = tmp_path / "hub" / "models--somebody--tiny-cached"
    shutil.copytree(mean, cached / "snapshots" / ("0" * 40))
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("0" * 40, encoding="utf-8")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    models = [str(plain), str(mean), "somebody/tiny-cached", "somebody/not-here", "not-here"]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOCKETS, *models], capture_output=True, text=True, check=True, timeout=120
    )
    expected = ["tiny-bert (1, 32)", "tiny-bert (1, 32)", "tiny-cached (1, 32)", "unavailable", "unavailable", "0"]
    assert done.stdout.splitlines() == expected
    assert "%|" not in done.stderr, "a progress bar on standard error"


def test_a_static_folder_with_prompts_is_read_by_the_library(tmp_path: Path) -> None:
    folder = copied(shipped_model_folder(), tmp_path)
    edited(folder, "config_sentence_transformers.json", prompts={"query": "问："})
    embedder, shipped = opened(folder), load_embedder()
    np.testing.assert_allclose(embedder.embed_query("税收"), shipped.embed_query("问：税收"), atol=1e-3)
    np.testing.assert_allclose(embedder.embed_documents(["税收"]), shipped.embed_documents(["税收"]), atol=1e-3)
    assert embedder.description == "池化：模型自带，查询前缀“问：”"
