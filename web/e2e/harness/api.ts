/** A member of an organisation who uses the API as the browser would: cookie, own header, JSON. */
export class Member {
  #cookie = "";

  constructor(private readonly server: string) {}

  /** Creates an organisation with its owner and signs in. */
  static async register(server: string, email: string, language: "it" | "en" = "en"): Promise<Member> {
    const member = new Member(server);
    await member.post("/api/register", {
      organisation_name: "Bottega Lume",
      name: "Marta Rinaldi",
      email,
      password: "a long enough password",
      language,
    });
    return member;
  }

  /** The session cookie for a browser context. */
  cookie(): { name: string; value: string; url: string } {
    const [name = "", value = ""] = this.#cookie.split("=", 2);
    return { name, value, url: this.server };
  }

  get<T>(path: string): Promise<T> {
    return this.#ask<T>("GET", path);
  }

  post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#ask<T>("POST", path, body);
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>("PATCH", path, body);
  }

  /** A form with files goes as it is; anything else as JSON. */
  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const form = body instanceof FormData;
    const answer = await fetch(this.server + path, {
      method,
      headers: {
        ...(form ? {} : { "content-type": "application/json" }),
        "x-sottovoce": "1",
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const set = answer.headers.getSetCookie().find((line) => line.startsWith("sottovoce_session="));
    if (set) this.#cookie = set.split(";", 1)[0] ?? "";
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}
