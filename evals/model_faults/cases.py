"""Each fault of an endpoint, as the local server plays it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.local_model.server import MODEL, Reply

_RIGHT = "国家级开发区亩均税收不低于20万元[{n}]。"
_WRONG = "国家级开发区亩均税收不低于90万元[{n}]。"


@dataclass(frozen=True, slots=True)
class Case:
    """One fault."""

    name: str
    replies: Sequence[Reply] = ()
    """What the server does with the requests of one question, in order; `{n}` in a text is the passage's number."""
    model: str = MODEL
    """The name that is asked for."""
    listening: bool = True
    """False where nothing listens at the address."""
    sound: bool = False
    """True of the cases in which the model's own words are to be shown."""


CASES: tuple[Case, ...] = (
    Case("正常", [Reply(_RIGHT)], sound=True),
    Case("连接不上", listening=False),
    Case("连接被挂断", [Reply(raw=b"", drop=True), Reply(raw=b"", drop=True)]),
    Case("挂断一次后恢复", [Reply(raw=b"", drop=True), Reply(_RIGHT)], sound=True),
    Case("超时", [Reply(_RIGHT, hang_s=30)]),
    Case("限流 429", [Reply(status=429), Reply(status=429)]),
    Case("服务出错 500", [Reply(status=500), Reply(status=500)]),
    Case("服务不可用 503 后恢复", [Reply(status=503), Reply(_RIGHT)], sound=True),
    Case("密钥被拒 403", [Reply(status=403)]),
    Case("模型名称不对", model="no-such-model"),
    Case("请求被拒 400", [Reply("context length exceeded", status=400)]),
    Case("转到别处 307", [Reply(status=307, location="http://127.0.0.1:9/v1/chat/completions")]),
    Case("返回网页", [Reply(raw=b"<html><body>Welcome</body></html>", kind="text/html")]),
    Case("内容类型不对而格式正确", [Reply(_RIGHT, kind="text/plain")], sound=True),
    Case("流中是坏 JSON", [Reply(raw=b"data: {not json}\n\n")]),
    Case("流中是坏编码", [Reply(raw=b"data: \xff\xfe\n\n")]),
    Case("流是空的", [Reply(raw=b"data: [DONE]\n\n")]),
    Case("流中途断开", [Reply("由市发改委负责。不低于20", drop=True)]),
    Case("流中途断开（已有一句核对无误）", [Reply(_RIGHT + "由市商务局牵", drop=True, piece=40)]),
    Case("流没有结束标记", [Reply(_RIGHT, finish=None, done=False)]),
    Case("流缺 [DONE] 而有结束原因", [Reply(_RIGHT, done=False)], sound=True),
    Case("流中途报错", [Reply(_RIGHT, stream_error="CUDA out of memory")]),
    Case("流没有尽头（不停输出）", [Reply("很长" * 20_000, piece=2_000)]),
    Case("流没有尽头（只发心跳）", [Reply(_RIGHT, alive_s=30)]),
    Case("截断（达到最大词元数）", [Reply("国家级开发区亩均税收不低于2", finish="length")]),
    Case("被内容过滤", [Reply("国家级", finish="content_filter")]),
    Case("回答是空的", [Reply("")]),
    Case("回答只有空白", [Reply(" \n ")]),
    Case("引用不存在的编号", [Reply(_RIGHT.replace("{n}", "99"))]),
    Case("没有引用", [Reply(_RIGHT.replace("[{n}]", ""))]),
    Case("数字与条文不同", [Reply(_WRONG)]),
    Case("方向与条文相反", [Reply(_RIGHT.replace("不低于", "不超过"))]),
    Case("一句对、一句错", [Reply(_RIGHT + "另可补贴900万元[{n}]。")], sound=True),
    Case("答的是别的级别", [Reply("省级开发区亩均税收不低于10万元[{n}]。")]),
    Case("引文与所说无关", [Reply("企业可凭本通知免费领取购物券[{n}]。")]),
    Case("胡言乱语", [Reply("锟斤拷烫烫烫屯屯屯[{n}]。")]),
    Case("用别的语言作答", [Reply("La recaudación fiscal es alta [{n}].")]),
    Case("寒暄", [Reply("您好，很高兴为您服务！请问还有什么可以帮您？")]),
    Case("只有思考过程", [Reply("<think>用户问的是亩均税收，应该是90万元吧")]),
    Case("先思考再回答", [Reply("<think>也许是90万元？</think>" + _RIGHT)], sound=True),
    Case("思考放在另一字段", [Reply(_RIGHT, reasoning="也许是90万元？")], sound=True),
    Case("模型说没有写明", [Reply("NOT_FOUND: 条文没有写亩均税收")]),
    Case("模型拒绝回答", [Reply("抱歉，我无法回答这个问题。")]),
)
