/* Sends one file with progress (fetch can't tell how far an upload got, XMLHttpRequest can). */
import { readError } from "./http";

export interface Uploaded {
  media_id: string;
  content_type: string;
  bytes: number;
  name: string;
}

export interface Upload {
  done: Promise<Uploaded>;
  cancel: () => void;
}

export function upload(project: string, file: File, onProgress: (share: number) => void): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded>((resolve, reject) => {
    request.open("POST", `/api/projects/${encodeURIComponent(project)}/media`);
    request.responseType = "json";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve(request.response as Uploaded)
        : reject(readError(request.status, request.response));
    request.onerror = () => reject(readError(0, null));
    request.onabort = () => reject(readError(0, { error: "cancelled" }));
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
  return { done, cancel: () => request.abort() };
}
