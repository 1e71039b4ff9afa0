welcome =
    请直接提问，比如什么时候复工复产、班车什么时候恢复。每个回答都附上新闻原文；文章里没有的，我会如实说明。

    例如：{ $example }
example-question = 吉林到桦甸的班车什么时候恢复？
help =
    直接发来问题即可，例如：{ $example }

    我只根据关于复工、复产和恢复交通的新闻文章回答，并引用原句。
text-only = 我只能读文字，请把问题打出来。
failed = 我这边出了点问题，请过一分钟再问。
nearest = 文章里最接近的内容：
article-says = 文章是这样说的：
standing-superseded = 已被取代
standing-earlier = 较早
ask-when = { $words }，什么时候？
ask-how-much = { $words }，多少？
ask-how-many = { $words }，有多少？
as-of = 截至{ $date }。
as-of-old = ⚠️ 截至{ $date }（{ $ago }），之后可能有变化。
posted = 发布于{ $date }。
posted-old = ⚠️ 发布于{ $date }（{ $ago }），之后可能有变化。
no-year = ⚠️ 原文没有写明年份，发布于{ $date }。
no-year-old = ⚠️ 原文没有写明年份，发布于{ $date }（{ $ago }），之后可能有变化。
no-year-undated = ⚠️ 原文没有写明年份，之后可能有变化。
undated = ⚠️ 原文没有写明日期，之后可能有变化。
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
button-of-another = 这些按钮只供提问的人使用。您可以用 /ask 提自己的问题。
ask-privately = 私下问我
nothing-to-share = 请先提一个问题，再用 /share 获取链接。
share = 任何人打开这个链接，都能看到您这个问题的回答：{ $link }
command-ask = 提问
command-new = 换个话题
command-share = 把上一个问题分享为链接
command-watches = 我替您留意的问题
command-language = 更改语言
command-help = 我能做什么
description = 我根据新闻文章回答什么时候复工、复产、恢复交通，并给出原句。
about = 什么时候复工复产、恢复交通？附原文出处。
watching = 好的，有新消息时我会告诉您。用 /watches 查看列表。
watches = 以下问题有新消息时我会告诉您。点一下即可移除。
no-watches = 目前没有替您留意的问题。没有答案的问题下面有按钮可以添加。
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
command-gaps = 没有答案的问题
staff-help =
    工作人员可以：
    • 发来文件（PDF、Word、网页、文本）、链接，或转发、粘贴一篇文章：我先显示它将成为的文章，由您决定是否添加。
    • /articles – 浏览、更正、替换、删除
    • /remove 编号 – 确认后删除文章
    • /gaps – 居民问了却没有答案的问题
    • /ask – 提问，多长都可以
articles-by-staff = 添加文章仅限工作人员。请直接输入您的问题，我来查找。
article-new = 🆕 新文章：
article-changed = ✏️ 已有文章的改动（− 删去，+ 增加）：
article-unchanged = ✓ 这篇文章已经有了，没有变化。
article-size = 小节：{ $sections }，段落：{ $passages }
article-cut = ✂️ 不属于正文而删去（{ $count }）：
article-add = ✅ 添加
article-replace = ✅ 替换
article-title = ✏️ 改标题
article-date = 📅 改日期
article-cancel = ✕ 取消
article-post = 该消息
article-refused = 无法添加。{ $reason }
article-too-large = 文件太大，上限为 10 MB。请拆分后再发。
article-not-fetched = 无法从 Telegram 取得文件，请再发一次。
article-probably-cut = Telegram 会把长文拆成几条消息。如果缺少结尾，请把全文作为文件发来。
article-type-title = 请输入标题。
article-type-published = 是哪一天发布的？请按 2020-02-16 的格式输入。
article-bad-title = 标题应为 1 至 200 个字符，请重新输入。
article-bad-published = 这不是今天或以前的有效日期，请按 2020-02-16 的格式输入。
article-added = ✅ 完成：{ $id }。几秒之内即可据此回答居民。
article-meanwhile = 文章在此期间有变动，因此没有写入。现在的情况如下：
article-cancelled = 已取消，没有任何改动。
proposal-expired = 此预览已失效，没有任何改动。请重新发送文章。
articles = 文章：{ $count } 篇（第 { $page }/{ $pages } 页），最近更改的在前
no-articles = 还没有文章。发来文件或链接即可添加。
no-such-article = 没有这篇文章。用 /articles 查看现有文章。
article-correct = ✏️ 更正
article-replaced-by = 🔁 被取代…
article-replace-choose = 哪篇文章取代 { $id }？（第 { $page }/{ $pages } 页）
article-not-replaced = 无法这样做：文章已不存在，或者它本身取代了另一篇。
article-supersedes = 取代：{ $ids }
article-remove = 🗑 删除
article-remove-ask = 删除 { $id }？删除后将不再引用。
article-remove-yes = 🗑 是，删除
article-removed = 已删除：{ $id }
command-articles = 查看、更正和移除文章
command-staff = 工作人员功能说明
