welcome =
    請直接提問，比如什麼時候復工復產、班車什麼時候恢復。每個回答都附上新聞原文；文章裡沒有的，我會如實說明。

    例如：{ $example }
example-question = 吉林到樺甸的班車什麼時候恢復？
help =
    直接發來問題即可，例如：{ $example }

    我只根據關於復工、復產和恢復交通的新聞文章回答，並引用原句。
text-only = 我只能讀文字，請把問題打出來。
failed = 我這邊出了點問題，請過一分鐘再問。
nearest = 文章裡最接近的內容：
article-says = 文章是這樣說的：
standing-superseded = 已被取代
standing-earlier = 較早
ask-when = { $words }，什麼時候？
ask-how-much = { $words }，多少？
ask-how-many = { $words }，有多少？
as-of = 截至{ $date }。
as-of-old = ⚠️ 截至{ $date }（{ $ago }），之後可能有變化。
posted = 發布於{ $date }。
posted-old = ⚠️ 發布於{ $date }（{ $ago }），之後可能有變化。
no-year = ⚠️ 原文沒有寫明年份，發布於{ $date }。
no-year-old = ⚠️ 原文沒有寫明年份，發布於{ $date }（{ $ago }），之後可能有變化。
no-year-undated = ⚠️ 原文沒有寫明年份，之後可能有變化。
undated = ⚠️ 原文沒有寫明日期，之後可能有變化。
new-topic = 好的，換個話題。您想了解什麼？
choose-language = 請選擇介面語言。引文保持文章原來的語言。
language-chosen = 介面語言已改為繁體中文。
thanks = 謝謝！
what-was-wrong = 哪裡不對？
reason-wrong = 不正確
reason-outdated = 已過時
reason-off-topic = 答非所問
reason-unclear = 看不明白
watch = 🔔 有新消息時告訴我
button-expired = 這個按鈕已失效，請重新提問。
button-of-another = 這些按鈕只供提問的人使用。您可以用 /ask 提自己的問題。
ask-privately = 私下問我
nothing-to-share = 請先提一個問題，再用 /share 取得連結。
share = 任何人打開這個連結，都能看到您這個問題的回答：{ $link }
command-ask = 提問
command-new = 換個話題
command-share = 把上一個問題分享為連結
command-watches = 我替您留意的問題
command-language = 更改語言
command-help = 我能做什麼
description = 我根據新聞文章回答什麼時候復工、復產、恢復交通，並給出原句。
about = 什麼時候復工復產、恢復交通？附原文出處。
watching = 好的，有新消息時我會告訴您。用 /watches 查看列表。
watches = 以下問題有新消息時我會告訴您。點一下即可移除。
no-watches = 目前沒有替您留意的問題。沒有答案的問題下面有按鈕可以新增。
watch-removed = 已移除。
stop-watching = 🔕 不再通知
news = 🔔 您的問題有新消息：{ $question }
staff-only = 此功能僅供工作人員使用。
no-gaps = 最近30天沒有未回答的問題。
page-source = 來源
page-published = 發布日期
page-dated = 內容截至
page-original = 原文
page-superseded = 本文已被更新的文章取代：
too-many = 提問太快了，請過一分鐘再問。
page-gone = 這篇文章不在這裡
page-gone-why = 文章可能已經撤下。請再問一次機器人，了解現在的情況。
asked = ❓ { $question }
what-to-ask = 請把問題一起寫出來，例如：{ $example }
too-long = 這段話太長了，請用一兩句話提問，例如：{ $example }
command-gaps = 沒有答案的問題
staff-help =
    工作人員可以：
    • 發來檔案（PDF、Word、網頁、文字）、連結，或轉發、貼上一篇文章：我先顯示它將成為的文章，由您決定是否新增。
    • /articles – 瀏覽、更正、替換、刪除
    • /remove 編號 – 確認後刪除文章
    • /gaps – 居民問了卻沒有答案的問題
    • /ask – 提問，多長都可以
articles-by-staff = 新增文章僅限工作人員。請直接輸入您的問題，我來查找。
article-new = 🆕 新文章：
article-changed = ✏️ 已有文章的改動（− 刪去，+ 增加）：
article-unchanged = ✓ 這篇文章已經有了，沒有變化。
article-size = 小節：{ $sections }，段落：{ $passages }
article-cut = ✂️ 不屬於正文而刪去（{ $count }）：
article-add = ✅ 新增
article-replace = ✅ 替換
article-title = ✏️ 改標題
article-date = 📅 改日期
article-cancel = ✕ 取消
article-post = 該訊息
article-refused = 無法新增。{ $reason }
article-too-large = 檔案太大，上限為 10 MB。請拆分後再發。
article-not-fetched = 無法從 Telegram 取得檔案，請再發一次。
article-probably-cut = Telegram 會把長文拆成幾則訊息。如果缺少結尾，請把全文作為檔案發來。
article-type-title = 請輸入標題。
article-type-published = 是哪一天發布的？請按 2020-02-16 的格式輸入。
article-bad-title = 標題應為 1 至 200 個字元，請重新輸入。
article-bad-published = 這不是今天或以前的有效日期，請按 2020-02-16 的格式輸入。
article-added = ✅ 完成：{ $id }。幾秒之內即可據此回答居民。
article-meanwhile = 文章在此期間有變動，因此沒有寫入。現在的情況如下：
article-cancelled = 已取消，沒有任何改動。
proposal-expired = 此預覽已失效，沒有任何改動。請重新發送文章。
articles = 文章：{ $count } 篇（第 { $page }/{ $pages } 頁），最近更改的在前
no-articles = 還沒有文章。發來檔案或連結即可新增。
no-such-article = 沒有這篇文章。用 /articles 查看現有文章。
article-correct = ✏️ 更正
article-replaced-by = 🔁 被取代…
article-replace-choose = 哪篇文章取代 { $id }？（第 { $page }/{ $pages } 頁）
article-not-replaced = 無法這樣做：文章已不存在，或者它本身取代了另一篇。
article-supersedes = 取代：{ $ids }
article-remove = 🗑 刪除
article-remove-ask = 刪除 { $id }？刪除後將不再引用。
article-remove-yes = 🗑 是，刪除
article-removed = 已刪除：{ $id }
command-articles = 查看、更正和移除文章
command-staff = 工作人員功能說明
