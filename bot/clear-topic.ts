/** Below this probability the topic is asked for: of the development messages below it fewer than half were right. */
export const clearTopic = 0.4;
