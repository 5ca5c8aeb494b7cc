//! Serves a digits classifier over HTTP from the file that Python saved: `serve PROGRAM [--host 127.0.0.1] [--port 8000]`.
//!
//! `GET /` is a page to draw on, `POST /predict` takes `{"pixels": [64 numbers from 0 to 1]}` and gives
//! `{"digit": 3, "probabilities": […], "microseconds": 40}`, `GET /health` says `ok`. There is no TLS and no limit on how long a
//! client may take: put a reverse proxy in front of what faces the network.

mod predict;

use lumbre::jit::{LoadOptions, Module};
use predict::Refused;
use serde_json::json;
use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;
use tiny_http::{Header, Method, Request, Response, Server};

/// A drawing is 64 numbers: a body of more bytes is refused before it is read.
const MAX_BODY: usize = 16 * 1024;
const WORKERS: usize = 4;
const PAGE: &str = include_str!("page.html");

/// What a program may use for one request.
const LIMITS: LoadOptions = LoadOptions { max_memory: 64 << 20, max_trips: 10_000, map: false };

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match serve(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("serve: {e}");
            ExitCode::FAILURE
        }
    }
}

fn serve(args: Vec<String>) -> Result<(), Failure> {
    let (mut program, mut host, mut port) = (None, "127.0.0.1".to_string(), "8000".to_string());
    let mut words = args.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--host" => host = words.next().ok_or("--host needs a value")?,
            "--port" => port = words.next().ok_or("--port needs a value")?,
            _ => program = Some(word),
        }
    }
    let program = program.ok_or("usage: serve PROGRAM [--host HOST] [--port PORT]")?;
    let module = Arc::new(Module::load(program.as_str(), LIMITS)?);
    // One image at a time gains nothing from several threads; requests run beside each other.
    lumbre::backend::set_num_threads(1);
    let server = Arc::new(Server::http(format!("{host}:{port}"))?);
    println!("listening on http://{}", server.server_addr());

    let work = |_| {
        let (server, module) = (server.clone(), module.clone());
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, &module);
            }
        })
    };
    let workers: Vec<_> = (0..WORKERS).map(work).collect();
    for worker in workers {
        worker.join().map_err(|_| "a worker ended")?;
    }
    Ok(())
}

fn answer(mut request: Request, module: &Module) {
    let path = request.url().split('?').next().unwrap_or("").to_string();
    let (status, kind, body) = match (request.method(), path.as_str()) {
        (Method::Get, "/") => (200, "text/html; charset=utf-8", PAGE.to_string()),
        (Method::Get, "/health") => (200, "text/plain", "ok\n".to_string()),
        (Method::Post, "/predict") => match body(&mut request).and_then(|b| predict::answer(module, &b)) {
            Ok(body) => (200, "application/json", body.to_string()),
            Err(Refused { status, why }) => (status, "application/json", json!({ "error": why }).to_string()),
        },
        (_, "/" | "/health" | "/predict") => (405, "application/json", json!({ "error": format!("{} does not take {}", path, request.method()) }).to_string()),
        _ => (404, "application/json", json!({ "error": format!("there is no {path}") }).to_string()),
    };
    let mut response = Response::from_string(body).with_status_code(status);
    if let Ok(header) = Header::from_bytes("Content-Type", kind) {
        response.add_header(header);
    }
    // A client that has gone needs no answer.
    let _ = request.respond(response);
}

/// The request's body, refused where it is too long.
fn body(request: &mut Request) -> Result<Vec<u8>, Refused> {
    let too_long = || Refused { status: 413, why: format!("a body of more than {MAX_BODY} bytes") };
    if request.body_length().is_some_and(|n| n > MAX_BODY) {
        return Err(too_long());
    }
    let mut out = Vec::new();
    let read = request.as_reader().take(MAX_BODY as u64 + 1).read_to_end(&mut out);
    read.map_err(|e| Refused { status: 400, why: format!("the body cannot be read: {e}") })?;
    if out.len() > MAX_BODY { Err(too_long()) } else { Ok(out) }
}
