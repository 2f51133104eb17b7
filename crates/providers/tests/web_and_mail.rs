//! The one HTTP client, and mail by every way.
#![cfg(test)]

use sottovoce_providers::fakes::{Answer, FakeHttp, FakeSmtp, TestClock, TestEntropy, web};
use sottovoce_providers::mail::folder::Folder;
use sottovoce_providers::mail::smtp::Smtp;
use sottovoce_providers::mail::{Mail, MailError, Mailer};
use sottovoce_providers::web::{Method, Request, Retries, Target, Web, WebConfig, WebError};
use std::sync::Arc;
use std::time::Duration;

fn strict() -> Web {
    let config =
        WebConfig { response_limit: 1_000, timeout: Duration::from_millis(500), ..WebConfig::default() };
    Web::new(config, TestClock::at(0), Arc::new(TestEntropy::default())).unwrap()
}

#[tokio::test]
async fn a_customers_address_on_this_machine_is_refused_also_behind_a_name() {
    let fake = FakeHttp::start(|_| Answer::Reply(200, String::new())).await.unwrap();
    let port = fake.url().rsplit(':').next().unwrap().to_owned();
    for url in [fake.url(), format!("http://localhost:{port}/"), format!("http://ip6-localhost:{port}/")] {
        let mut request = Request::new(Method::Get, url.clone());
        request.target = Target::Foreign;
        let result = strict().send(request).await.map(|reply| reply.status);
        assert!(matches!(result, Err(WebError::Private | WebError::Unreachable)), "{url}: {result:?}");
    }
    assert_eq!(fake.received().len(), 0);
    assert_eq!(strict().check_target(&fake.url()), Err(WebError::Private));
    assert_eq!(strict().send(Request::new(Method::Get, fake.url())).await.map(|reply| reply.status), Ok(200));
}

#[tokio::test]
async fn a_name_that_leads_here_is_refused_by_the_resolver() {
    // The machine's own name stands in its hosts file with a private or loopback address.
    let name = tokio::fs::read_to_string("/etc/hostname").await.unwrap_or_default();
    if name.trim().is_empty() || tokio::net::lookup_host((name.trim(), 1)).await.is_err() {
        return;
    }
    let mut request = Request::new(Method::Get, format!("http://{}:1/", name.trim()));
    request.target = Target::Foreign;
    assert_eq!(strict().send(request).await.map(|reply| reply.status), Err(WebError::Private));
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_endless_answer_read() {
    let fake = FakeHttp::start(|_| Answer::Endless).await.unwrap();
    let elsewhere = vec![("location", "http://169.254.169.254/".to_owned())];
    fake.next([Answer::Full(302, elsewhere, String::new())]);
    let get = || Request::new(Method::Get, fake.url());
    assert_eq!(strict().send(get()).await.map(|reply| reply.status), Ok(302));
    assert_eq!(strict().send(get()).await.map(|reply| reply.status), Err(WebError::TooLong));
}

#[tokio::test]
async fn what_may_have_been_done_is_not_done_again() {
    let fake = FakeHttp::start(|_| Answer::Reply(200, String::new())).await.unwrap();
    fake.next([Answer::Silence]);
    let mut request = Request::new(Method::Post, fake.url());
    request.retries = Retries { idempotent: false, ..Retries::IDEMPOTENT };
    assert_eq!(strict().send(request.clone()).await.map(|reply| reply.status), Err(WebError::TimedOut));
    assert_eq!(fake.received().len(), 1);
    request.retries = Retries::IDEMPOTENT;
    fake.next([Answer::Silence]);
    assert_eq!(strict().send(request).await.map(|reply| reply.status), Ok(200));
    assert_eq!(fake.received().len(), 3);
}

#[tokio::test]
async fn nobody_there_is_an_error_with_a_name() {
    let gone = FakeHttp::start(|_| Answer::HangUp).await.unwrap();
    let result = web().unwrap().send(Request::new(Method::Get, gone.url())).await;
    assert_eq!(result.map(|reply| reply.status), Err(WebError::Unreachable));
    let bad = web().unwrap().send(Request::new(Method::Get, "no address")).await;
    assert_eq!(bad.map(|reply| reply.status), Err(WebError::Address));
}

fn mail(to: &str) -> Mail {
    Mail {
        to: to.into(),
        subject: "Perché no? Your link".into(),
        text: "https://example.com/reset/abc".into(),
        html: Some("<a href=\"https://example.com/reset/abc\">Reset</a>".into()),
    }
}

/// What every mailer owes: the mail goes out whole, and a bad address is named.
async fn keeps_the_contract(mailer: &dyn Mailer) {
    mailer.send(&mail("Ada <ada@example.com>")).await.unwrap();
    assert_eq!(mailer.send(&mail("not an address")).await, Err(MailError::Address));
    let injected = Mail { subject: "Hi\r\nBcc: eve@example.com".into(), ..mail("ada@example.com") };
    mailer.send(&injected).await.unwrap();
}

fn looks_right(mails: &[String]) {
    assert_eq!(mails.len(), 2);
    assert!(mails[0].contains("Ada"), "{}", mails[0]);
    assert!(mails[0].contains("https://example.com/reset/abc"));
    assert!(mails[0].contains("text/html"));
    assert!(!mails[1].lines().any(|line| line.starts_with("Bcc:")), "{}", mails[1]);
}

#[tokio::test]
async fn a_folder_keeps_mails_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let clock = TestClock::at(1_000);
    let inside = folder.path().join("mail");
    let mailer = Folder::new(
        &inside,
        "Sottovoce <no-reply@example.com>",
        clock.clone(),
        Arc::new(TestEntropy::default()),
    );
    keeps_the_contract(&mailer).await;
    clock.advance(Duration::from_secs(1));
    mailer.send(&mail("last@example.com")).await.unwrap();
    let mut names: Vec<_> = std::fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut mails: Vec<String> = names.iter().map(|name| std::fs::read_to_string(name).unwrap()).collect();
    assert!(mails.pop().unwrap().contains("last@example.com"));
    mails.sort_by_key(|mail| !mail.contains("Ada"));
    looks_right(&mails);
    assert!(names.iter().all(|name| name.extension().is_some_and(|kind| kind == "eml")));
}

#[tokio::test]
async fn a_server_gets_mails_and_its_refusals_have_names() {
    let fake = FakeSmtp::start().await.unwrap();
    let mailer = Smtp::new(&fake.url(), "no-reply@example.com").unwrap();
    keeps_the_contract(&mailer).await;
    looks_right(&fake.mails());
    assert_eq!(mailer.send(&mail("refused@example.com")).await, Err(MailError::Refused));
    assert_eq!(mailer.send(&mail("busy@example.com")).await, Err(MailError::Unreachable));
    drop(fake);
    assert!(Smtp::new("http://example.com", "no-reply@example.com").is_err());
    assert!(Smtp::new("smtp://127.0.0.1:1", "nobody").is_err());
}
