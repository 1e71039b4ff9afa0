welcome =
    조업, 생산, 교통이 언제 재개되는지 편하게 물어보세요. 모든 답변에는 근거가 되는 기사 문장을 함께 보여 드리고, 기사에 없는 내용은 없다고 말씀드립니다.

    예: { $example }
example-question = 지린–화뎬 버스는 언제 운행을 재개하나요?
help =
    질문을 보내 주세요. 예: { $example }

    조업, 생산, 교통 재개에 관한 뉴스 기사만을 근거로 답하고 해당 문장을 인용합니다.
text-only = 글만 읽을 수 있습니다. 질문을 글로 적어 주세요.
failed = 문제가 생겼습니다. 잠시 후 다시 물어봐 주세요.
conflict = 기사마다 수치가 다릅니다. 각각을 출처와 함께 보여 드립니다.
nearest = 기사에서 가장 가까운 내용:
title = 《{ $title }》
as-of = { $date } 기준입니다.
as-of-old = ⚠️ { $date } 기준이며, 이후 바뀌었을 수 있습니다.
no-year-published = ⚠️ 기사에 연도가 없습니다. { $date }에 게시되었으며, 이후 바뀌었을 수 있습니다.
no-year = ⚠️ 기사에 연도가 없습니다. 이후 바뀌었을 수 있습니다.
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
button-of-another = 이 버튼은 질문한 분만 쓸 수 있습니다.
ask-privately = 개인 대화로 묻기
nothing-to-share = 먼저 질문해 주세요. 그다음 /share로 링크를 받을 수 있습니다.
share = 이 링크를 열면 누구나 같은 질문을 할 수 있습니다: { $link }
command-ask = 질문하기
command-new = 새 주제 시작
command-share = 마지막 질문을 링크로 공유
command-watches = 알려 드릴 질문 목록
command-language = 언어 바꾸기
command-help = 할 수 있는 일
description = 조업, 생산, 교통이 언제 재개되는지 뉴스 기사를 근거로 답하고 해당 문장을 보여 드립니다.
about = 조업, 생산, 교통은 언제 재개되나요? 출처와 함께 답합니다.
watching = 새 소식이 있으면 알려 드리겠습니다. /watches로 목록을 볼 수 있습니다.
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
