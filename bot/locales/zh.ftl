welcome =
    请直接提问：什么时候复工、复产，班车什么时候恢复。每个回答都附上新闻原文；文章里没有的，我会如实说明。

    例如：{ $example }
example-question = 吉林到桦甸的班车什么时候恢复？
help =
    直接发来问题即可，例如：{ $example }

    我只根据关于复工、复产和恢复交通的新闻文章回答，并引用原句。
text-only = 我只能读文字，请把问题打出来。
failed = 我这边出了点问题，请过一分钟再问。
conflict = 文章给出的数字不一致，下面分别列出并注明出处。
nearest = 文章里最接近的内容：
title = 《{ $title }》
as-of = 截至{ $date }。
as-of-old = ⚠️ 截至{ $date }，之后可能有变化。
no-year-published = ⚠️ 原文没有写明年份，发布于{ $date }，之后可能有变化。
no-year = ⚠️ 原文没有写明年份，之后可能有变化。
new-topic = 好的，换个话题。您想了解什么？
choose-language = 请选择界面语言。引文保持文章原来的语言。
language-chosen = 界面语言已改为简体中文。
thanks = 谢谢！
what-was-wrong = 哪里不对？
reason-wrong = 不正确
reason-outdated = 已过时
reason-off-topic = 答非所问
reason-unclear = 看不明白
watch = 🔔 有新消息时告诉我
button-expired = 这个按钮已失效，请重新提问。
button-of-another = 这些按钮只供提问的人使用。
