//! One delivery to one endpoint: tried again with growing waits for a day, every attempt in the log.

use super::signature::{HEADER, sign};
use bytes::Bytes;
use sottovoce_domain::ids::{ConversationId, DeliveryId, WebhookId};
use sottovoce_domain::time::Timestamp;
use sottovoce_providers::web::{Body, Method, Request, Target, Web, WebError};
use sottovoce_store::{Attempt, Delivery, DeliveryState, Job, NewJob, StoreError, Tenant, Tx};
use std::time::Duration;

/// The kind of a delivery's job.
pub const DELIVERY: &str = "webhook_delivery";

/// After this it is given up.
const GIVE_UP: Duration = Duration::from_secs(24 * 3600);
/// The waits after each failed attempt, in seconds; the last one repeats.
const WAITS: [u64; 9] = [10, 30, 120, 600, 1_800, 3_600, 7_200, 10_800, 14_400];
/// More claims than attempts fit in a day, so that a job is buried by [`GIVE_UP`] and nothing else.
const CLAIMS: u32 = 200;

/// What is to become of a delivery's job.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is delivered, or there is nothing to deliver any more.
    Done,
    /// It is to be tried again after this time; deliveries of the same conversation to the same endpoint wait with it.
    Again(Duration, &'static str),
    /// It is given up.
    GivenUp(&'static str),
}

/// The job of a delivery: those of one conversation to one endpoint run in order.
pub(super) fn job(
    webhook: &WebhookId,
    conversation: Option<&ConversationId>,
    delivery: &DeliveryId,
) -> NewJob {
    let about = conversation.map_or("", ConversationId::as_str);
    NewJob {
        kind: DELIVERY.to_owned(),
        key: Some(format!("{webhook}/{about}")),
        payload: serde_json::json!({ "delivery": delivery }),
        run_at: None,
        max_attempts: CLAIMS,
    }
}

/// Sends a delivery again by hand, with the same body and key, whatever became of it before.
///
/// # Errors
/// `NotFound` when there is no such delivery.
pub async fn redeliver(tenant: &Tenant, id: &DeliveryId) -> Result<Delivery, StoreError> {
    let mut tx = tenant.begin().await?;
    let delivery = tx.webhooks().redeliver(id).await?;
    tx.enqueue(job(&delivery.webhook, delivery.conversation.as_ref(), id)).await?;
    tx.commit().await?;
    Ok(delivery)
}

/// Tries once, and notes in the log how it went.
pub(crate) async fn attempt(
    tenant: &Tenant,
    web: &Web,
    job: &Job,
    now: Timestamp,
) -> Result<Outcome, StoreError> {
    let Some(id) = delivery_of(job) else { return Ok(Outcome::GivenUp("payload_unreadable")) };
    let delivery = match tenant.webhooks().delivery(&id).await {
        Ok(delivery) if delivery.state == DeliveryState::Pending => delivery,
        // Delivered by an earlier run of this job, or the endpoint was deleted with its log.
        Ok(_) | Err(StoreError::NotFound) => return Ok(Outcome::Done),
        Err(error) => return Err(error),
    };
    let endpoint = tenant.webhooks().get(&delivery.webhook).await?;
    let secret = tenant.webhooks().secret(&delivery.webhook).await?;
    let answer = web.send(request(&endpoint.url, &secret, &delivery, now)).await;
    let (status, trouble, asked) = match answer {
        Ok(reply) if reply.is_success() => (Some(reply.status), None, None),
        Ok(reply) => (Some(reply.status), Some(refusal(reply.status)), reply.retry_after),
        Err(error) => (None, Some(trouble(&error)), None),
    };
    let outcome = match trouble {
        None => Outcome::Done,
        Some(code) => decide(job, now, code, asked),
    };
    let state = match outcome {
        Outcome::Done => DeliveryState::Delivered,
        Outcome::Again(..) => DeliveryState::Pending,
        Outcome::GivenUp(_) => DeliveryState::Failed,
    };
    let noted = Attempt { state, status, error: trouble.map(str::to_owned) };
    tenant.webhooks().attempted(&id, &noted).await?;
    Ok(outcome)
}

/// Notes in the log that a delivery's job was given up, whatever the reason: nothing that nobody will try is shown as
/// waiting.
pub(crate) async fn give_up(tx: &Tx, job: &Job, code: &str) -> Result<(), StoreError> {
    let Some(id) = delivery_of(job) else { return Ok(()) };
    let noted = Attempt { state: DeliveryState::Failed, status: None, error: Some(code.to_owned()) };
    match tx.webhooks().delivery(&id).await {
        Ok(delivery) if delivery.state == DeliveryState::Pending => {
            tx.webhooks().attempted(&id, &noted).await
        }
        Ok(_) | Err(StoreError::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

fn delivery_of(job: &Job) -> Option<DeliveryId> {
    job.payload.get("delivery")?.as_str()?.parse().ok()
}

fn request(url: &str, secret: &str, delivery: &Delivery, now: Timestamp) -> Request {
    let mut request = Request::new(Method::Post, url)
        .header(HEADER, sign(secret, now.millis().div_euclid(1_000), &delivery.body))
        .header("idempotency-key", delivery.idempotency_key.clone())
        .header("sottovoce-event", delivery.event.clone())
        .header("sottovoce-delivery", delivery.id.to_string());
    request.body = Body::Bytes("application/json", Bytes::from(delivery.body.clone()));
    request.target = Target::Foreign;
    request
}

/// Whether and when to try again.
fn decide(job: &Job, now: Timestamp, code: &'static str, asked: Option<Duration>) -> Outcome {
    // The endpoint says that it is gone for good, or the address must not be written to.
    if matches!(code, "http_410" | "address_invalid" | "address_private") {
        return Outcome::GivenUp(code);
    }
    let at = usize::try_from(job.attempt.saturating_sub(1)).unwrap_or(usize::MAX).min(WAITS.len() - 1);
    let wait = Duration::from_secs(WAITS[at]).max(asked.unwrap_or_default());
    if now.plus(wait).since(job.created_at) > GIVE_UP {
        Outcome::GivenUp(code)
    } else {
        Outcome::Again(wait, code)
    }
}

/// A code for the log: the kind of refusal.
const fn refusal(status: u16) -> &'static str {
    match status {
        300..=399 => "http_redirect",
        401 | 403 => "http_unauthorised",
        404 => "http_404",
        410 => "http_410",
        429 => "http_429",
        400..=499 => "http_refused",
        _ => "http_failed",
    }
}

const fn trouble(error: &WebError) -> &'static str {
    error.code()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sottovoce_domain::time::Timestamp;

    #[test]
    fn waits_grow_and_end_after_a_day() {
        let mut job = Job {
            id: "job_1".parse().unwrap(),
            organisation: "org_1".parse().unwrap(),
            kind: DELIVERY.to_owned(),
            key: None,
            payload: serde_json::Value::Null,
            attempt: 0,
            max_attempts: CLAIMS,
            created_at: Timestamp::from_millis(0),
        };
        let mut now = job.created_at;
        let mut last = Duration::ZERO;
        let end = loop {
            job.attempt += 1;
            match decide(&job, now, "http_failed", None) {
                Outcome::Again(wait, _) => {
                    assert!(wait >= last);
                    last = wait;
                    now = now.plus(wait);
                }
                other => break other,
            }
        };
        assert_eq!(end, Outcome::GivenUp("http_failed"));
        let hours = now.since(job.created_at).as_secs() / 3600;
        assert!((20..=24).contains(&hours), "{hours}");
        assert!(job.attempt < CLAIMS);
        let asked = Some(Duration::from_secs(900));
        job.attempt = 1;
        let soon = Timestamp::from_millis(1);
        assert_eq!(
            decide(&job, soon, "http_429", asked),
            Outcome::Again(Duration::from_secs(900), "http_429")
        );
        assert_eq!(decide(&job, soon, "http_410", None), Outcome::GivenUp("http_410"));
    }
}
