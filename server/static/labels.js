// Names beside points, none over another: each takes the first free side of its point, those given first go first.
const GAP = 3;

const overlaps = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

function sides({ x, y, radius, width, height }) {
  const far = radius + GAP;
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  return [box(x + far, y - height / 2), box(x - far - width, y - height / 2), box(x - width / 2, y + far), box(x - width / 2, y - far - height)];
}

// Of points { x, y, radius, width, height } those with room for their names, each with the `box` where it goes. A name
// may lie over smaller points where there is no other place for it.
export function place(points, room) {
  const discs = points.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
  const taken = [];
  const inside = (box) => box.left >= 0 && box.top >= 0 && box.right <= room.width && box.bottom <= room.height;
  return points.flatMap((point, nth) => {
    const clear = (box, above) => inside(box) && !taken.some((other) => overlaps(other, box))
      && !discs.some((disc, other) => other !== nth && points[other].radius > above && overlaps(disc, box));
    const spots = sides(point);
    const box = spots.find((spot) => clear(spot, 0)) || spots.find((spot) => clear(spot, point.radius * 0.75));
    if (box) taken.push(box);
    return box ? [{ ...point, box }] : [];
  });
}
