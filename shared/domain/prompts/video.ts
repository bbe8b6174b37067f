import type { Animation } from '../jobs/types.ts';
import { keepIdentity, quoted } from './identity.ts';

const expressions: Readonly<Record<NonNullable<Animation['expressionType']>, string>> = {
  natural:
    'The person comes alive quietly: natural breathing, a small shift of the head, one or two unhurried blinks, eyes that are awake.',
  smile: 'The person slowly breaks into a warm, genuine smile that reaches the eyes, holds it, and lets it rest.',
  blink: 'The person blinks naturally a few times, with tiny movements of brows and eyes; the rest of the face is calm.',
  nod: 'The person nods gently two or three times, as in friendly agreement, with the neck and shoulders following naturally.',
  speak:
    'The person speaks a few calm, friendly words to the camera: natural lip, jaw and cheek movement, small gestures of the head, no sound is needed.',
};

const scenes: Readonly<Record<NonNullable<Animation['sceneType']>, string>> = {
  gentle: 'Gentle motion: a light breeze in leaves, cloth and hair, slow clouds, softly shifting light, a barely moving camera.',
  dynamic: 'Dynamic motion: lively movement of what can move, a clear parallax as the camera glides forward, energy without chaos.',
  nature: 'Nature moves: wind in trees and grass, flowing water with glints of light, drifting clouds, a bird far off where it fits.',
  urban: 'The city moves: passing traffic and people in the distance, lights and reflections changing, signs and flags in the wind.',
  vintage:
    'Vintage film: motion as of an old cine camera, a little gate weave, soft flicker and fine grain, warm faded tones, slow and nostalgic.',
};

const motions: Readonly<Record<Animation['animationType'], (animation: Animation) => string>> = {
  general: () =>
    'Bring the whole picture to life with subtle, natural motion: people breathe and blink, hair and cloth stir, light and background move a little, the camera drifts in slowly.',
  portrait: ({ expressionType = 'natural' }) => `Animate the portrait. ${expressions[expressionType]} The background stays nearly still.`,
  scene: ({ sceneType = 'gentle' }) => `Animate the scene. ${scenes[sceneType]} People in it move only slightly and naturally.`,
  custom: () => 'Animate the photograph as the customer asks.',
};

/** The prompt of a photo's animation. What must not be seen travels beside it, as the model's negative prompt. */
export function videoPrompt(animation: Animation): string {
  return [
    'Turn this photograph into one continuous, realistic video shot that starts from exactly this image.',
    motions[animation.animationType](animation),
    animation.motionPrompt && `The motion, in the words of the customer: ${quoted(animation.motionPrompt)}`,
    keepIdentity.replace(' and expression', ''),
    'Keep clothes, setting, colours and the look of the photograph. No cuts, no morphing, no new people or objects, no text, no watermark, no warped hands or faces.',
  ]
    .filter(Boolean)
    .join('\n');
}
