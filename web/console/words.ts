/** Texts of the console's frame. */
export const consoleWords = {
  en: {
    rules: 'Offers & rules',
    budgets: 'Budgets',
    decisions: 'Decisions',
    experiments: 'Experiments',
    service: 'Service',
    imports: 'Imports',
    privacy: 'Privacy',
    audit: 'Audit',
    people: 'People',
    desk: 'Desk',
    nothingForRole: 'There is no console page for the role {role} yet.',
  },
  zh: {
    rules: '优惠与规则',
    budgets: '预算',
    decisions: '决策',
    experiments: '实验',
    service: '服务',
    imports: '导入',
    privacy: '隐私',
    audit: '审计',
    people: '成员',
    desk: '工作台',
    nothingForRole: '角色“{role}”暂时没有控制台页面。',
  },
} as const;
