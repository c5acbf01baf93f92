"""What people answer in a penalty case, when a test does not say otherwise."""

from forms.legal_review import CHECK_POINTS

LEAD = {
    "lead_source": "inspection",
    "lead_content": "检查时发现货架上待售的12袋大米没有标明生产日期。",
    "delivery_address": "鸡西市鸡冠区中心大街1号",
    "electronic_consent": "false",
}
VERIFIED = {
    "lead_course": "done",
    "verified_facts": "现场清点待售大米12袋，包装上均没有标明生产日期。",
    "act_ended_on": "2026-11-20",
    "endangers": "false",
    "prima_facie": "true",
    "penalty_due": "true",
    "competent": "true",
    "minor_corrected_harmless": "false",
    "first_slight_corrected": "false",
    "no_fault": "false",
    "suspected_rule": "《中华人民共和国食品安全法》第六十七条",
    "filing_proposal": "file",
    "filing_reason": "有证据初步证明存在违法行为。",
}
MEASURE = {
    "measure_reason": "证据可能灭失",
    "measure_basis": "《中华人民共和国行政处罚法》第五十六条",
    "measure_items": "大米；5千克装；12袋\n进货台账；2026年；1本；复印件",
    "measure_place": "当事人经营场所",
    "keeper": "王喆",
}
INVESTIGATED = {
    "investigation_course": "conclude",
    "certificates_shown": "true",
    "rights_told": "true",
    "investigation_summary": "询问当事人，调取进货票据，核实进货数量。",
}
REPORT = {
    "cause": "销售标签不符合规定的食品案",
    "course_of_case": "2026年11月23日监督检查发现，同日立案调查。",
    "facts_found": "当事人销售的12袋大米没有标明生产日期，货值金额600元。",
    "evidence": "现场笔录1份，证明待售大米的数量\n进货票据1份，证明进货来源",
    "nature": "违反了《中华人民共和国食品安全法》第六十七条的规定。",
    "proposal": "penalty",
    "proposal_reason": "违法事实清楚，证据充分。",
    "fine": "5000",
    "confiscation": "600",
    "penalty_basis": "《中华人民共和国食品安全法》第一百二十五条",
    "discretion": "当事人配合调查，没有从重情节，按一般处罚裁量。",
    "performance": "到中国工商银行鸡西分行缴纳，账号见缴款通知单。",
    "major": "false",
    "heavier_by_rule": "false",
    "food_case": "true",
}
HANDED = {
    "cause": "销售标签不符合规定的食品案",
    "facts_found": "待售大米没有标明生产日期。",
    "proposal": "罚款、没收。",
    "materials": "案件调查终结报告\n现场笔录1份",
    **dict.fromkeys(
        ("major_public_interest", "major_rights", "complex_relations", "required_otherwise"), "false"
    ),
}
SOUND = {
    "review_course": "done",
    "review_opinion": "agree",
    **dict.fromkeys(CHECK_POINTS, "sound"),
    **{f"{point}_finding": "经审核，没有问题。" for point in CHECK_POINTS},
}
PROPOSED = {
    "cause": "销售标签不符合规定的食品案",
    "major": "false",
    "severe_kinds": "false",
    "facts_found": "待售大米没有标明生产日期。",
    "proposal": "罚款5000元，没收违法所得600元。",
    "legal_basis": "《中华人民共和国食品安全法》",
}
SAID = {
    "manner": "oral",
    "place": "本局二楼询问室",
    "speaker": "王喆",
    "capacity": "法定代表人",
    "statement": "已经主动召回。",
}
EXAMINED = {
    **dict.fromkeys(("facts_said", "reasons_said", "evidence_said"), "已经主动召回。"),
    **dict.fromkeys(("facts_adopted", "reasons_adopted", "evidence_adopted"), "false"),
    **dict.fromkeys(("facts_why", "reasons_why", "evidence_why"), "召回发生在立案以后。"),
}
HEARING = {
    "hearing_course": "held",
    "rights_told": "true",
    "investigators": "承办人2人",
    "attendants": "王喆，法定代表人",
    "investigators_said": "提出事实、证据和处理建议。",
    "party_said": "请求从轻处罚。",
    "debate": "双方进行了辩论。",
    "last_words": "请求从轻处罚。",
    "signing": "signed",
}
HEARD = {
    "summary": "听证于当日举行。",
    "party_opinion": "请求从轻处罚。",
    "investigators_opinion": "建议维持。",
    "facts_found": "事实清楚。",
    "advice": "建议按原处理意见作出决定。",
}
TRANSFER = {
    "transfer_reason": "货值金额已经达到刑事立案追诉的标准。",
    "transfer_basis": "《中华人民共和国行政处罚法》第二十七条",
    "transfer_materials": "案件调查终结报告\n现场笔录1份",
    "transfer_property": "大米12袋",
}
CLOSED = {
    "closing_performance": "罚没款已经缴清。",
    "closing_property": "没收的大米已经销毁。",
    "closing_reason": "处理决定执行完毕。",
}
NOTHING = dict.fromkeys(("fine", "confiscation", "penalty_basis", "discretion", "performance"), "")
