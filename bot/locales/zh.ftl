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
ask-privately = 私下问我
nothing-to-share = 请先提一个问题，再用 /share 获取链接。
share = 打开这个链接即可再问一次您的问题，可转给任何人：{ $link }
command-ask = 提问
command-new = 换个话题
command-share = 把上一个问题分享为链接
command-watches = 我会通知您的问题
command-language = 更改语言
command-help = 我能做什么
description = 我根据新闻文章回答什么时候复工、复产、恢复交通，并给出原句。
about = 什么时候复工复产、恢复交通？附原文出处。
watching = 有新消息时我会告诉您。用 /watches 查看列表。
watches = 以下问题有新消息时我会告诉您。点一下即可移除。
no-watches = 目前没有需要通知您的问题。没有答案的问题下面有按钮可以添加。
watch-removed = 已移除。
stop-watching = 🔕 不再通知
news = 🔔 您的问题有新消息：{ $question }
staff-only = 此功能仅供工作人员使用。
no-gaps = 最近30天没有未回答的问题。
page-source = 来源
page-published = 发布日期
page-dated = 内容截至
page-original = 原文
page-superseded = 本文已被更新的文章取代：
too-many = 提问太快了，请过一分钟再问。
page-gone = 这篇文章不在这里
page-gone-why = 文章可能已经撤下。请再问一次机器人，了解现在的情况。
asked = ❓ { $question }
what-to-ask = 请把问题一起写出来，例如：{ $example }
too-long = 这段话太长了，请用一两句话提问，例如：{ $example }
command-gaps = 居民问了但没有答案的问题
