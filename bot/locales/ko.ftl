welcome =
    조업, 생산, 교통이 언제 재개되는지 편하게 물어보세요. 모든 답변에는 근거가 되는 기사 문장을 함께 보여 드리고, 기사에 없는 내용은 없다고 말씀드립니다.

    예: { $example }
example-question = 지린–화뎬 버스는 언제 운행을 재개하나요?
help =
    질문을 보내 주세요. 예: { $example }

    조업, 생산, 교통 재개에 관한 뉴스 기사만을 근거로 답하고 해당 문장을 인용합니다.
text-only = 글만 읽을 수 있습니다. 질문을 글로 적어 주세요.
failed = 문제가 생겼습니다. 잠시 후 다시 물어봐 주세요.
nearest = 기사에서 가장 가까운 내용:
article-says = 기사 내용은 다음과 같습니다.
standing-superseded = 대체된 기사
standing-earlier = 이전 기사
ask-when = { $words } – 언제?
ask-how-much = { $words } – 얼마나?
ask-how-many = { $words } – 몇?
as-of = { $date } 기준입니다.
as-of-old = ⚠️ { $date }({ $ago }) 기준이며, 이후 바뀌었을 수 있습니다.
posted = { $date }에 게시된 기사입니다.
posted-old = ⚠️ { $date }({ $ago })에 게시된 기사이며, 이후 바뀌었을 수 있습니다.
no-year = ⚠️ 기사에 연도가 없습니다. { $date }에 게시되었습니다.
no-year-old = ⚠️ 기사에 연도가 없습니다. { $date }({ $ago })에 게시되었으며, 이후 바뀌었을 수 있습니다.
no-year-undated = ⚠️ 기사에 연도가 없습니다. 이후 바뀌었을 수 있습니다.
undated = ⚠️ 기사에 날짜가 없습니다. 이후 바뀌었을 수 있습니다.
new-topic = 네, 새 주제로 시작합니다. 무엇이 궁금하신가요?
choose-language = 어떤 언어로 안내할까요? 인용문은 기사의 언어 그대로입니다.
language-chosen = 이제 한국어로 안내합니다.
thanks = 감사합니다!
what-was-wrong = 무엇이 잘못되었나요?
reason-wrong = 틀렸어요
reason-outdated = 오래됐어요
reason-off-topic = 질문과 달라요
reason-unclear = 이해하기 어려워요
watch = 🔔 새 소식이 있으면 알려 주세요
button-expired = 오래된 버튼입니다. 다시 질문해 주세요.
button-of-another = 이 버튼은 질문한 분만 쓸 수 있습니다. /ask로 직접 질문해 보세요.
ask-privately = 개인 대화로 묻기
nothing-to-share = 먼저 질문해 주세요. 그다음 /share로 링크를 받을 수 있습니다.
share = 이 링크를 열면 누구나 이 질문의 답을 볼 수 있습니다: { $link }
command-ask = 질문하기
command-new = 새 주제 시작
command-share = 마지막 질문을 링크로 공유
command-watches = 알려 드릴 질문 목록
command-language = 언어 바꾸기
command-help = 할 수 있는 일
description = 조업, 생산, 교통이 언제 재개되는지 뉴스 기사를 근거로 답하고 해당 문장을 보여 드립니다.
about = 조업, 생산, 교통은 언제 재개되나요? 출처와 함께 답합니다.
watching = 네, 새 소식이 있으면 알려 드리겠습니다. /watches로 목록을 볼 수 있습니다.
watches = 다음 질문에 새 소식이 있으면 알려 드립니다. 누르면 목록에서 빠집니다.
no-watches = 알려 드릴 질문이 없습니다. 답하지 못한 질문 아래의 버튼으로 추가할 수 있습니다.
watch-removed = 목록에서 뺐습니다.
stop-watching = 🔕 그만 알려 주세요
news = 🔔 질문에 새 소식이 있습니다: { $question }
staff-only = 담당자만 쓸 수 있는 기능입니다.
no-gaps = 최근 30일 동안 답하지 못한 질문이 없습니다.
page-source = 출처
page-published = 게시일
page-dated = 기준일
page-original = 원문
page-superseded = 이 기사는 다음 기사로 대체되었습니다:
too-many = 질문이 너무 많습니다. 1분 뒤에 다시 물어봐 주세요.
page-gone = 이 기사는 여기에 없습니다
page-gone-why = 기사가 철회되었을 수 있습니다. 지금의 내용은 봇에게 다시 물어봐 주세요.
asked = ❓ { $question }
what-to-ask = 질문을 함께 적어 주세요. 예: { $example }
too-long = 글이 너무 깁니다. 한두 문장으로 물어봐 주세요. 예: { $example }
command-gaps = 답하지 못한 질문
staff-help =
    담당자용:
    • 파일(PDF, Word, 웹 페이지, 텍스트)이나 링크를 보내거나 글을 전달·붙여넣기 하면, 기사로 만들어질 모습을 먼저 보여 드립니다.
    • /articles – 찾아보기, 수정, 대체, 삭제
    • /remove ID – 확인 후 기사 삭제
    • /gaps – 주민이 물었지만 답하지 못한 질문
    • /ask – 길이에 상관없이 질문하기
articles-by-staff = 기사는 담당자만 추가할 수 있습니다. 궁금한 점을 글로 적어 주시면 찾아보겠습니다.
article-new = 🆕 새 기사:
article-changed = ✏️ 이미 있는 기사의 변경 사항(− 삭제, + 추가):
article-unchanged = ✓ 이미 있는 기사이며 바뀐 내용이 없습니다.
article-size = 절: { $sections }, 단락: { $passages }
article-cut = ✂️ 본문이 아니어서 뺀 부분({ $count }):
article-add = ✅ 추가
article-replace = ✅ 바꾸기
article-title = ✏️ 제목
article-date = 📅 날짜
article-cancel = ✕ 취소
article-post = 게시글
article-refused = 추가할 수 없습니다. { $reason }
article-too-large = 파일이 너무 큽니다. 10 MB까지 가능합니다. 나누어 보내 주세요.
article-not-fetched = Telegram에서 파일을 받지 못했습니다. 다시 보내 주세요.
article-probably-cut = Telegram은 긴 글을 여러 메시지로 나눕니다. 끝부분이 없으면 파일로 보내 주세요.
article-type-title = 제목을 입력해 주세요.
article-type-published = 언제 게시되었나요? 2020-02-16 형식으로 입력해 주세요.
article-bad-title = 제목은 1~200자입니다. 다시 입력해 주세요.
article-bad-published = 오늘까지의 날짜가 아닙니다. 2020-02-16 형식으로 입력해 주세요.
article-added = ✅ 완료: { $id }. 몇 초 안에 이 기사로 답하기 시작합니다.
article-meanwhile = 그사이 기사가 바뀌어 저장하지 않았습니다. 현재 상태는 다음과 같습니다.
article-cancelled = 취소했습니다. 바뀐 것은 없습니다.
proposal-expired = 이 미리 보기는 더 이상 유효하지 않으며, 바뀐 것은 없습니다. 기사를 다시 보내 주세요.
articles = 기사 { $count }건({ $pages }쪽 중 { $page }쪽), 최근에 바뀐 순서
no-articles = 기사가 없습니다. 파일이나 링크를 보내면 추가할 수 있습니다.
no-such-article = 그런 기사가 없습니다. /articles로 목록을 볼 수 있습니다.
article-correct = ✏️ 수정
article-replaced-by = 🔁 대체 기사…
article-replace-choose = 어느 기사가 { $id }을(를) 대체하나요? ({ $pages }쪽 중 { $page }쪽)
article-not-replaced = 할 수 없습니다. 기사가 없어졌거나, 그 기사가 상대 기사를 대체하고 있습니다.
article-supersedes = 대체한 기사: { $ids }
article-remove = 🗑 삭제
article-remove-ask = { $id }을(를) 삭제할까요? 이후로는 인용되지 않습니다.
article-remove-yes = 🗑 예, 삭제
article-removed = 삭제했습니다: { $id }
command-articles = 기사 보기, 수정, 삭제
command-staff = 담당자 기능 안내
