export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

export interface Draw {
  /** Whole requests left. */
  readonly remaining: number;
  /** Whole seconds until the next request is let through; 0 when this one was. */
  readonly waitSeconds: number;
}

/** Token buckets by key: each holds `capacity` requests and is refilled steadily [V Learn]. */
export class ThrottleBuckets {
  readonly #buckets = new Map<string, { level: number; at: number }>();

  /** Takes one request out of a bucket, or tells how long to wait. */
  draw(key: string, size: BucketSize): Draw {
    const now = performance.now();
    const bucket = this.#buckets.get(key) ?? { level: size.capacity, at: now };
    bucket.level = Math.min(size.capacity, bucket.level + ((now - bucket.at) / 1000) * size.perSecond);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.level < 1) {
      return { remaining: 0, waitSeconds: Math.max(1, Math.ceil((1 - bucket.level) / size.perSecond)) };
    }
    bucket.level -= 1;
    return { remaining: Math.floor(bucket.level), waitSeconds: 0 };
  }

  refill(): void {
    this.#buckets.clear();
  }
}
