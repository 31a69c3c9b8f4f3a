/** What reviews speak of, as people who work here read it. */
export const aspectWords = {
  en: {
    quality: 'Quality',
    size_fit: 'Size and fit',
    value_for_money: 'Value for money',
    delivery: 'Delivery',
    packaging: 'Packaging',
    service: 'Service',
    appearance: 'Looks',
    performance: 'How it works',
    general: 'In general',
  },
  zh: {
    quality: '质量',
    size_fit: '尺码与合身',
    value_for_money: '性价比',
    delivery: '物流',
    packaging: '包装',
    service: '服务',
    appearance: '外观',
    performance: '使用效果',
    general: '整体',
  },
} as const;
