"""The forms of address by which text that speaks to a language model is told from policy.

`ADDRESSES` reads folded text. The keys are for a quick look at text as it stands, Simplified or Traditional: where
none of them is found, `ADDRESSES` finds nothing.
"""

from __future__ import annotations

import re

CHINESE_KEYS = re.compile(
    "忽略|無視|无视|忘[记記掉]|理[会會]|跳[过過]|抛[开開]|拋開|推翻|提示[词詞]|系[统統](?:提示|指令|消息|管理[员員])|助[手理]"
    "|回答|作答|[输輸]出|回[复覆複][“「:：]|被[问問询詢]|有人[问問]|不[要必用得]再?[标標引注给給显顯附写寫]"
)
MODEL_KEYS = re.compile("模型|人工智能|[机機]器人|(?<![A-Za-z])[Aa][Ii](?![A-Za-z])")
SPOKEN_TO_KEYS = re.compile("[你请請]|[写寫]给|寫給|发给|發給|致|告[诉訴]|必[须須]|[务務]必|注意")
LATIN_KEYS = re.compile(
    r"ignore|disregard|forget|override|system|assistant|human|developer|user\s*[:：\]]|answer|respond|reply|output|prompt"
    r"|inst\]|<\||<<|<!--|passage>|instructions?>|##|not_found|gpt|you are|as an ai|do not |asked|[\uff21-\uff5a]{3}",
    re.IGNORECASE,
)

_BEFORE = "以上|上述|上面|之前|此前|前面|前述|先前|前文|上文|所有|一切|其他|其它|其余|你的|系统|原有|既有|任何"
_ORDERS = "要求|指令|指示|规则|提示|内容|说明|设定|约束|限制|条文|条款|文件|资料|命令|对话|文字|信息"
_MODEL = r"(?:ai|人工智能|(?:大|大型)?语言模型|大模型|聊天机器人|机器人|智能助手|问答助手|ai助手|问答系统|chatgpt|gpt)"
_PATTERNS = (
    # 对忽略上述要求的单位 and 不得忽略 are rules of documents.
    rf"(?<![得能可要勿对凡如若擅])(?:忽略|无视|忘记|忘掉|抛开|推翻|(?:不要|不必|无需)理会|跳过)(?:掉|了)?.{{0,6}}?"
    rf"(?:{_BEFORE}).{{0,10}}?(?:{_ORDERS})(?!的[,:单企行部责个])",
    r"(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|preceding|earlier|foregoing|system|all|other)\b"
    r".{0,30}\b(?:instructions?|rules?|prompts?|directions?|requirements?|messages?|context|passages?|text|documents?)\b",
    r"系统(?:提示词|指令[:]|(?:提示|消息|管理员指令|管理员)[:])|system\s*(?:prompt|message|instructions?|override|note)\b",
    r"(?:^|(?<=[\n。;!?>\]*#|])|(?<=  ))\s*(?:system|assistant|human|developer|user|助手|ai助手)\s*[:\]]",
    r"<\|?/?(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|?>|<\|im_|\[/?inst\]|<</?sys>>",
    r"</?\s*(?:passage|instructions?)\s*>|#{2,}\s*(?:instruction|system|response|指令|系统)",
    rf"你(?:现在|从现在(?:起|开始)|今后|将|不再|已经)?(?:是|扮演|充当|变成|叫)(?:一[个名位款]|另一[个名位款]|我的)?.{{0,12}}?"
    rf"(?:{_MODEL}|助手|助理|模型|管理员)",
    rf"作为(?:一[个名款位])?(?:{_MODEL}|(?:智能|问答|ai)?助[手理])(?=[,你请必应])",
    rf"{_MODEL}(?:助手|们)?,?(?:请|必须|务必|应当?|须|要|在?(?:回答|答复|作答|总结)时|注意[:,])"
    rf"(?=.{{0,20}}(?:回答|输出|作答|忽略|复述|引用|说|提示))",
    rf"(?:写给|发给|致|告诉)(?:所有)?(?:阅读(?:本文|本文件)的)?(?:各位)?{_MODEL}",
    r"请(?:你)?(?:直接|务必|一律|只|统一|照此)?(?:回答|作答|输出)(?!率)|请按.{0,40}?(?:作答|回答)|(?:回答|作答)时,?(?:请|须|务必)",
    r"(?:务必|一律|直接|只需|只能|统一|必须|都|应当?)(?:要)?(?:回答|作答|输出|回复)(?:说|道|为|是|成|以|:)?[\"“'‘:]",
    r"(?:务必|一律|只需|只能|统一|都)(?:要)?(?:回答|作答)",
    # 避免直接回答 and 直接回答了记者的问题 tell of people.
    r"(?<!避免)(?<!没有)(?<![未不])直接(?:要)?(?:回答|作答)(?!了|什么|是否|记者|提问|.{0,20}问题)",
    r"(?:当|如果?|凡)?(?:有人|被)(?:问|询问|提问)(?:到|及|起)?.{0,30}?(?:回答|作答|输出|答复|回复|就?说)",
    r"不(?:要|必|用|得)(?:再)?(?:标注|注明|引用|给出|显示|附上?|写)(?:任何)?(?:出处|来源|引文|引用|编号|条文)",
    r"\b(?:answer|respond|reply|output|say)\b(?:\s+only)?\s+(?:with|that|exactly|as follows|only|the following|in)\b",
    r"\byou are\b.{0,30}\b(?:assistant|model|ai|bot|chatbot)\b|\bas an ai\b|\bdo not (?:cite|mention|reveal|quote)\b",
    r"\b(?:when|if) (?:asked|anyone asks)\b",
    r"not_found\s*[:]",
)
ADDRESSES = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
