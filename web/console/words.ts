/** Texts of the console's frame. */
export const consoleWords = {
  en: {
    audit: 'Audit',
    people: 'People',
    nothingForRole: 'There is no console page for the role {role} yet.',
  },
  zh: { audit: '审计', people: '成员', nothingForRole: '角色“{role}”暂时没有控制台页面。' },
} as const;
