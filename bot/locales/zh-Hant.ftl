welcome =
    請直接提問：什麼時候復工、復產，班車什麼時候恢復。每個回答都附上新聞原文；文章裡沒有的，我會如實說明。

    例如：{ $example }
example-question = 吉林到樺甸的班車什麼時候恢復？
help =
    直接發來問題即可，例如：{ $example }

    我只根據關於復工、復產和恢復交通的新聞文章回答，並引用原句。
text-only = 我只能讀文字，請把問題打出來。
failed = 我這邊出了點問題，請過一分鐘再問。
conflict = 文章給出的數字不一致，下面分別列出並註明出處。
nearest = 文章裡最接近的內容：
title = 《{ $title }》
as-of = 截至{ $date }。
as-of-old = ⚠️ 截至{ $date }，之後可能有變化。
no-year-published = ⚠️ 原文沒有寫明年份，發布於{ $date }，之後可能有變化。
no-year = ⚠️ 原文沒有寫明年份，之後可能有變化。
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
button-of-another = 這些按鈕只供提問的人使用。
