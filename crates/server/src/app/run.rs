//! Runs the application: takes up what was live, serves, and stops without losing anything.

use super::build::StartError;
use crate::demo;
use crate::state::App;
use sottovoce_domain::conversation::Side;
use sottovoce_live::channels::meeting::follow_rooms;
use sottovoce_media::engine::MediaEngine;
use sottovoce_store::StoreError;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// How often what is over is deleted: sessions, tickets, demos.
const SWEEP: Duration = Duration::from_secs(3600);
/// A stopping server waits so long for what it is doing.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves on `listener` until the application is told to stop; then finishes what is being done.
///
/// # Errors
/// When the store cannot be read at the start, or the listener fails.
pub async fn serve(app: App, listener: TcpListener) -> Result<(), StartError> {
    let taken_up = take_up(&app).await?;
    tracing::info!(
        listen = %listener.local_addr().map_err(StartError::Listen)?,
        media = %app.media.udp_address(),
        taken_up,
        "serving at {}", app.settings.public_url
    );
    background(&app);
    let router = super::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = app.stopping.clone().cancelled_owned();
    let serving = axum::serve(listener, router).with_graceful_shutdown(stopping);
    let deadline = async {
        app.stopping.cancelled().await;
        tokio::time::sleep_until(tokio::time::Instant::now() + FAREWELL).await;
    };
    tokio::select! {
        served = serving => served.map_err(StartError::Listen)?,
        () = deadline => tracing::warn!("some connections did not end in time"),
    }
    app.hub.shut_down().await;
    app.tasks.close();
    if tokio::time::timeout(FAREWELL, app.tasks.wait()).await.is_err() {
        tracing::warn!("some work did not end in time; it is taken up at the next start");
    }
    app.store.close().await;
    Ok(())
}

/// Takes up the conversations that were live when the server stopped. Those that nobody began yet wait for their
/// host: their clock does not run.
async fn take_up(app: &App) -> Result<usize, StoreError> {
    let mut taken_up = 0;
    for organisation in app.store.people().organisations().await? {
        let tenant = app.store.tenant(&organisation);
        for conversation in tenant.conversations().live().await? {
            let people = tenant.participants().list(&conversation.id).await?;
            if conversation.meeting.is_some() && !people.iter().any(|person| person.side == Side::Seller) {
                continue;
            }
            match app.hub.open(&organisation, &conversation.id).await {
                Ok(()) => {
                    app.rooms.know(&conversation.id, &organisation);
                    taken_up += 1;
                }
                Err(error) => {
                    tracing::error!(conversation = %conversation.id, %error, "could not be taken up");
                }
            }
        }
    }
    Ok(taken_up)
}

/// Starts what goes on beside the requests.
fn background(app: &App) {
    let media: Arc<dyn MediaEngine> = Arc::clone(&app.media) as Arc<dyn MediaEngine>;
    let (hub, stopping) = (app.hub.clone(), app.stopping.clone());
    app.tasks.spawn(async move {
        tokio::select! {
            () = stopping.cancelled() => {}
            () = follow_rooms(hub, media) => tracing::error!("the rooms are not followed any more"),
        }
    });
    let (pipeline, stopping) = (app.pipeline.clone(), app.stopping.clone());
    app.tasks.spawn(async move {
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let end = async {
            stopping.cancelled().await;
            // The receiver lives as long as the work below.
            let _ = stop.send(true);
        };
        tokio::join!(pipeline.work(stopped), end);
    });
    let sweeping = app.clone();
    app.tasks.spawn(async move {
        let mut every = tokio::time::interval(SWEEP);
        loop {
            tokio::select! {
                () = sweeping.stopping.cancelled() => return,
                _ = every.tick() => sweep(&sweeping).await,
            }
        }
    });
}

/// Deletes what is over.
async fn sweep(app: &App) {
    match app.store.people().sweep().await {
        Ok(swept) => tracing::debug!(swept, "old sessions and tickets are gone"),
        Err(error) => tracing::warn!(%error, "old sessions and tickets could not be deleted"),
    }
    match demo::sweep(app).await {
        Ok(swept) => tracing::debug!(swept, "old demos are gone"),
        Err(error) => tracing::warn!(%error, "old demos could not be deleted"),
    }
}

/// Tells the application to stop when the process is asked to.
pub async fn until_asked(app: App) {
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
        () = app.stopping.cancelled() => {}
    }
    app.stopping.cancel();
}
