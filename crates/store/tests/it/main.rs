//! The store's stories, each told over SQLite and over PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod facts;
mod house;
mod jobs;
mod life;
mod lists;
mod people;
mod postgres;
mod tenancy;
mod work;

/// Tells each story twice, each time in an empty house, and fails when a job is left over at its end.
macro_rules! stories {
    ($($(#[$meta:meta])* async fn $name:ident($house:ident: &House) $body:block)+) => {
        $($(#[$meta])* async fn $name($house: &House) $body)+

        mod sqlite {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = crate::house::House::on_sqlite().await;
                super::$name(&house).await;
                house.leave().await;
            }
        )+}

        mod postgres {$(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let house = crate::house::House::on_postgres().await;
                super::$name(&house).await;
                house.leave().await;
            }
        )+}
    };
}
pub(crate) use stories;
