// Numbers as they come from Python: base64 of little-endian float32, or of bytes.

/** Unpack base64 into bytes. */
export function bytes(text) {
  const binary = atob(text);
  const array = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) array[i] = binary.charCodeAt(i);
  return array;
}

/** Unpack base64 into a Float32Array; nan marks a gap. */
export function floats(text) {
  return new Float32Array(bytes(text).buffer);
}

/** Write a number with three digits and a real minus. */
export function short(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  const text = size && (size < 1e-3 || size >= 1e5)
    ? value.toExponential(2).replace("e+", "e")
    : String(Number(value.toPrecision(3)));
  return text.replaceAll("-", "−");
}
