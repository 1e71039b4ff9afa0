welcome =
    Ask me when work, production or transport resumes, in your own words and your own language. Every answer shows the sentence of the news article that it rests on; where the articles say nothing, I tell you so.

    For example: { $example }
example-question = When does the Jilin–Huadian bus resume?
help =
    Send me a question, such as: { $example }

    I answer from news articles on the resumption of work, production and transport, and quote the sentence that says it.
text-only = I can read only text. Please type your question.
failed = Something went wrong on my side. Please ask again in a minute.
nearest = The closest thing that the articles say:
article-says = The article says:
standing-superseded = replaced since
standing-earlier = earlier
ask-when = When: { $words }?
ask-how-much = How much: { $words }?
ask-how-many = How many: { $words }?
as-of = As of { $date }.
as-of-old = ⚠️ As of { $date }, { $ago }. This may have changed.
posted = Posted on { $date }.
posted-old = ⚠️ Posted on { $date }, { $ago }. This may have changed.
no-year = ⚠️ The article gives no year. It was posted on { $date }.
no-year-old = ⚠️ The article gives no year. It was posted on { $date }, { $ago }; this may have changed.
no-year-undated = ⚠️ The article gives no year. This may have changed.
undated = ⚠️ The article gives no date. This may have changed.
new-topic = All right, a new topic. What would you like to know?
choose-language = Which language shall I use? Quotes stay in the language of the article.
language-chosen = I speak English now.
thanks = Thank you!
what-was-wrong = What was wrong?
reason-wrong = Wrong
reason-outdated = Outdated
reason-off-topic = Not what I asked
reason-unclear = Hard to understand
watch = 🔔 Tell me when there is news
button-expired = This button is too old. Please ask again.
button-of-another = These buttons belong to the person who asked. Use /ask for a question of your own.
ask-privately = Ask me in private
nothing-to-share = Ask me something first; then /share gives a link to it.
share = Whoever opens this link gets the answer to your question: { $link }
command-ask = Ask a question
command-new = Start a new topic
command-share = Share the last question as a link
command-watches = Questions that I watch for you
command-language = Change the language
command-help = What I can do
description = I answer questions about when work, production and transport resume, from news articles, and show the sentence that says it.
about = When do work, production and transport resume? Answers with their sources.
watching = Done: I will tell you when there is news. /watches shows your list.
watches = I will tell you when there is news on these questions. Tap one to remove it.
no-watches = You are not waiting for news on any question. The button under an unanswered question adds it.
watch-removed = Removed.
stop-watching = 🔕 Stop telling me
news = 🔔 There is news on your question: { $question }
staff-only = This is for staff only.
no-gaps = No question stayed unanswered in the last 30 days.
page-source = Source
page-published = Published
page-dated = As of
page-original = Original
page-superseded = This article has been replaced:
too-many = Those were too many at once. Please wait a minute.
page-gone = This article is not here
page-gone-why = It may have been withdrawn. Ask the bot again for what holds now.
asked = ❓ { $question }
what-to-ask = Please type your question with it, such as: { $example }
too-long = That is too long for me; please ask in one or two sentences, such as: { $example }
command-gaps = Questions that stayed unanswered
staff-help =
    For staff:
    • Send a file (PDF, Word, web page, text), a link, or forward or paste a post: I show the article that it would become, and you decide.
    • /articles – browse, correct, replace, remove
    • /remove ID – remove an article, after asking
    • /gaps – what residents asked in vain
    • /ask – ask a question, however long
articles-by-staff = Only staff can add articles. Please type your question, and I shall look it up.
article-new = 🆕 A new article:
article-changed = ✏️ A change of an article that is already here (− goes, + comes):
article-unchanged = ✓ This article is already here; nothing is new.
article-size = Sections: { $sections }, passages: { $passages }
article-cut = ✂️ Cut as no part of the article ({ $count }):
article-add = ✅ Add
article-replace = ✅ Replace
article-title = ✏️ Title
article-date = 📅 Date
article-cancel = ✕ Cancel
article-post = the post
article-refused = This cannot be added. { $reason }
article-too-large = This file is too large; the limit is 10 MB. Please cut it into parts.
article-not-fetched = I could not fetch the file from Telegram. Please send it again.
article-probably-cut = Telegram cuts long posts into several messages. If the end is missing, please send the text as a file.
article-type-title = Please type the title.
article-type-published = On which day was it published? Please type it as 2020-02-16.
article-bad-title = A title has 1 to 200 characters. Please type it again.
article-bad-published = That is not a day up to today. Please type it as 2020-02-16.
article-added = ✅ Done: { $id }. Residents get answers from it within seconds.
article-meanwhile = The articles have changed in the meantime, so nothing was written. This is how it stands now:
article-cancelled = Cancelled; nothing was changed.
proposal-expired = This preview is no longer valid, and nothing was changed. Please send the article again.
articles = Articles: { $count } (page { $page } of { $pages }), changed last first
no-articles = There are no articles. Send me a file or a link to add one.
no-such-article = There is no such article. /articles shows what there is.
article-correct = ✏️ Correct
article-replaced-by = 🔁 Replaced by…
article-replace-choose = Which article replaces { $id }? (page { $page } of { $pages })
article-not-replaced = This cannot be: the article is gone, or it replaces the other one itself.
article-supersedes = Replaces: { $ids }
article-remove = 🗑 Remove
article-remove-ask = Remove { $id }? It will not be cited any more, from then on.
article-remove-yes = 🗑 Yes, remove
article-removed = Removed: { $id }
command-articles = The articles: show, correct, remove
command-staff = What staff can do here
