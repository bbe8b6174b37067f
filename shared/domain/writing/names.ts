/** A field of a tool's own, beside title, keywords and requirements. All of them are texts, and a tool does without any of them. */
export interface WritingField {
  /** What it is called in the prompt and in messages. */
  label: string;
  description: string;
  /** Characters. */
  longest: number;
  /** The only values that it may have. */
  values?: readonly string[];
}

const short = 200;
const facts = 4000;
const text = 20_000;

/** Every field that some tool has, by its name in a request. */
export const writingFields = {
  audience: { label: '目标读者', description: '写给谁看,如:刚入职场的年轻人', longest: short },
  product: { label: '产品', description: '产品或服务,及其真实卖点', longest: facts },
  platform: { label: '投放平台', description: '如:朋友圈、抖音、电商详情页', longest: short },
  document_type: {
    label: '文种',
    description: '公文的种类',
    longest: short,
    values: ['通知', '通报', '请示', '报告', '批复', '函', '纪要', '意见', '决定', '通告', '公告'],
  },
  issuer: { label: '发文机关', description: '发文单位全称', longest: short },
  recipient: { label: '主送机关', description: '收文单位全称', longest: short },
  date: { label: '日期', description: '成文日期,如:2026年1月22日', longest: short },
  subject: { label: '学科', description: '学科或课程', longest: short },
  references: { label: '参考文献', description: '真实的参考文献,每行一条', longest: facts },
  facts: { label: '事实材料', description: '时间、地点、人物、数据、经过等真实材料', longest: facts },
  duration: { label: '时长', description: '视频时长,如:60秒', longest: short },
  genre: { label: '题材', description: '如:悬疑、科幻、言情、童话', longest: short },
  characters: { label: '人物', description: '主要人物及其性格', longest: facts },
  company: { label: '公司', description: '公司名称与简介', longest: facts },
  industry: { label: '行业', description: '所属行业', longest: short },
  period: { label: '报告期', description: '如:2026年第一季度', longest: short },
  position: { label: '目标岗位', description: '应聘的岗位与公司', longest: short },
  profile: { label: '个人经历', description: '教育、工作、项目经历与技能', longest: facts },
  kind: { label: '文书', description: '写哪一种', longest: short, values: ['简历', '求职信', '简历和求职信'] },
  grade: { label: '年级', description: '学段与年级,如:初中二年级', longest: short },
  class_hours: { label: '课时', description: '如:1课时(45分钟)', longest: short },
  source_text: { label: '原文', description: '要改写或翻译的原文;没有时以标题为原文', longest: text },
  mode: { label: '改写方式', description: '怎样改写', longest: short, values: ['润色', '改写', '扩写', '缩写', '转换风格'] },
  source_language: { label: '原文语言', description: '原文的语言;没有时自动识别', longest: short },
  target_language: { label: '目标语言', description: '译成什么语言,如:英语;没有时中文译成英语,其他译成中文', longest: short },
} satisfies Record<string, WritingField>;

export type WritingFieldName = keyof typeof writingFields;

export interface ToolFacts {
  name: string;
  description: string;
  /** Points, unless the model that is chosen has a price of its own. */
  credits: number;
  fields: readonly WritingFieldName[];
}

/** The 14 tools (platform-api.txt, at its end), in the document's order and by its names. */
export const writingTools = {
  wechat_article: tool('公众号文章', '生成适合微信公众号的文章', 10, 'audience'),
  xiaohongshu_note: tool('小红书笔记', '生成有标题、正文、表情和话题标签的小红书笔记', 5, 'product', 'audience'),
  official_document: tool(
    '公文写作',
    '按党政机关公文格式(GB/T 9704)写通知、请示、报告、函等公文',
    10,
    'document_type',
    'issuer',
    'recipient',
    'date',
    'facts',
  ),
  academic_paper: tool('论文写作', '生成含摘要、关键词、正文与参考文献的论文', 20, 'subject', 'facts', 'references'),
  marketing_copy: tool('营销文案', '生成有卖点、有行动号召的营销文案', 5, 'product', 'audience', 'platform'),
  news_article: tool('新闻稿/软文', '按倒金字塔结构写新闻稿或品牌软文', 10, 'facts', 'issuer'),
  video_script: tool('短视频脚本', '生成含分镜表与口播词的短视频脚本', 10, 'duration', 'platform', 'audience'),
  story_novel: tool('故事/小说', '生成有人物、冲突与结局的故事或小说', 15, 'genre', 'characters'),
  business_plan: tool('商业计划书', '生成结构完整的商业计划书', 20, 'company', 'industry', 'facts'),
  work_report: tool('工作报告', '生成工作总结、述职或汇报材料', 10, 'period', 'facts', 'recipient'),
  resume: tool('简历/求职信', '根据真实经历写简历与求职信', 10, 'kind', 'position', 'profile'),
  lesson_plan: tool('教案/课件', '生成含教学目标、重难点与教学过程的教案', 10, 'subject', 'grade', 'class_hours'),
  content_rewrite: tool('内容改写', '润色、改写、扩写、缩写或转换风格,不改变原意', 5, 'source_text', 'mode'),
  translation: tool('多语言翻译', '准确、通顺地翻译成指定语言', 5, 'source_text', 'source_language', 'target_language'),
} satisfies Record<string, ToolFacts>;

export type ToolType = keyof typeof writingTools;
export const toolTypes = Object.keys(writingTools) as ToolType[];

function tool(name: string, description: string, credits: number, ...fields: WritingFieldName[]): ToolFacts {
  return { name, description, credits, fields };
}
