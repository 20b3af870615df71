// Generated from Rules/ by `swift run embed-rules`; edit the files there instead.
// swift-format-ignore-file

let embeddedFiles: [EmbeddedFile] = [
]
