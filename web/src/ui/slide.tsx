/** A presented slide: a headline with a few lines, or a picture. It is all that people see of a battle card. */

export type SlideContent = { kind: "text"; title: string; lines?: readonly string[] } | { kind: "image"; url: string; alt: string };

export function Slide({ slide, small = false }: { slide: SlideContent; small?: boolean }) {
  if (slide.kind === "image") {
    return (
      <div className="@container grid h-full w-full place-items-center bg-[#fffdf9]">
        <img src={slide.url} alt={slide.alt} className="max-h-full max-w-full object-contain" />
      </div>
    );
  }
  return (
    <div className={`@container grid h-full w-full place-items-center bg-[#fffdf9] text-[#17212a] ${small ? "aspect-video" : ""}`}>
      <div className="w-[84%]">
        <p className="font-serif text-[6.4cqw] leading-[1.1] tracking-tight text-balance">{slide.title}</p>
        {slide.lines && slide.lines.length > 0 && (
          <ul className="mt-[3.4cqw] flex flex-col gap-[1.7cqw] text-[3.3cqw] leading-snug">
            {slide.lines.map((line) => (
              <li key={line} className="flex gap-[1.8cqw]">
                <span aria-hidden className="mt-[0.62em] h-[0.7cqw] w-[2cqw] shrink-0 rounded-full bg-[#0b6470]" />
                <span>{line}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
