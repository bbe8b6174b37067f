/** Where things can be published (platform-api.txt, 平台). */
export const publishPlatforms = ['wechat', 'xiaohongshu', 'douyin', 'kuaishou', 'toutiao'] as const;
export type PublishPlatform = (typeof publishPlatforms)[number];

interface PlatformFacts {
  name: string;
  /** Why nothing can be published there; absent where something can. What each platform offers: docs/publishing.md. */
  unsupported?: string;
}

export const platforms: Readonly<Record<PublishPlatform, PlatformFacts>> = {
  wechat: { name: '微信公众号' },
  xiaohongshu: { name: '小红书', unsupported: '小红书没有面向服务端的笔记发布接口,只能在其App内由本人发布' },
  douyin: { name: '抖音', unsupported: '抖音的视频发布接口仅向获批的企业应用定向开放,且须由本人扫码授权,不支持 app_id / app_secret 绑定' },
  kuaishou: { name: '快手', unsupported: '快手只开放视频发布,须应用获批并由本人授权,不支持 app_id / app_secret 绑定' },
  toutiao: { name: '今日头条', unsupported: '今日头条没有文章发布接口,视频发布须应用获批并由本人授权,不支持 app_id / app_secret 绑定' },
};
